/** When the next read is due after reads that failed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Auditor } from '../../../src/sync/auditor.ts';
import { ReadSchedule, type ReadReason } from '../../../src/sync/read-schedule.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** A schedule whose every read fails at once, until `server.good`. */
function failing({ auditInterval = 60_000 } = {}) {
  const clock = new VirtualClock(3);
  const reads: { readonly reason: ReadReason; readonly at: number }[] = [];
  const server = { good: false };
  const begin = clock.now();
  const schedule: ReadSchedule = new ReadSchedule(clock, new Auditor(auditInterval), (reason) => {
    reads.push({ reason, at: clock.now() - begin });
    schedule.started(reason);
    if (server.good) schedule.succeeded();
    else schedule.failed(null);
  });
  return { clock, schedule, reads, server };
}

describe('reads that fail', () => {
  it('come ever more slowly while nothing else happens', async () => {
    const { clock, schedule, reads } = failing();
    schedule.now();
    await clock.advance(120_000);
    const waits = reads.slice(1).map(({ at }, nth) => at - reads[nth]!.at);
    assert.ok(waits[0]! <= 2_000, `the first wait is short: ${waits[0]} ms`);
    assert.ok(waits.at(-1)! >= 15_000 && waits.at(-1)! <= 30_000, `the last is long: ${waits.at(-1)} ms`);
    assert.ok(reads.length < 20, `${reads.length} reads in two minutes`);
  });

  it('never wait longer than the longest audit would', async () => {
    const { clock, schedule, reads } = failing({ auditInterval: 5_000 });
    schedule.now();
    await clock.advance(60_000);
    const waits = reads.slice(1).map(({ at }, nth) => at - reads[nth]!.at);
    assert.ok(Math.max(...waits) <= 5_000, waits.join());
  });

  it('are not put off by a dozen that failed in one breath', async () => {
    const { clock, schedule, reads } = failing();
    await clock.advance(1);
    for (let fence = 0; fence < 12; fence++) {
      schedule.now();
      await clock.advance(10);
    }
    const failed = reads.length;
    assert.equal(failed, 12);
    await clock.advance(2_000);
    assert.ok(reads.length > failed, 'the next one came within two seconds');
  });

  it('begin their waits anew at a fence: what was before it says nothing of what is after', async () => {
    const { clock, schedule, reads } = failing();
    schedule.now();
    await clock.advance(60_000);
    schedule.now();
    await clock.advance(1);
    const failed = reads.length;
    await clock.advance(2_000);
    assert.ok(reads.length > failed, 'the next one came within two seconds');
  });

  it('are tried again at once when another read of the same server was good', async () => {
    const { clock, schedule, reads, server } = failing();
    schedule.now();
    await clock.advance(60_000);
    const failed = reads.length;
    server.good = true;
    schedule.hurry();
    await clock.advance(1);
    assert.equal(reads.length, failed + 1);
    schedule.hurry();
    await clock.advance(1);
    assert.equal(reads.length, failed + 1, 'one that was good is not hurried');
  });

  it('let events ask for no more than one a second', async () => {
    const { clock, schedule, reads } = failing();
    schedule.now();
    for (let step = 0; step < 100; step++) {
      schedule.soon();
      await clock.advance(100);
    }
    assert.ok(reads.length <= 12, `${reads.length} reads in ten seconds`);
  });
});

describe('reads after bursts', () => {
  /** When the read after one event came, and the one after a second event right after that, in milliseconds. */
  async function afterEvents(auditInterval: number, seed: number): Promise<readonly [number, number]> {
    const clock = new VirtualClock(seed);
    const trailing: number[] = [];
    const auditor = new Auditor(auditInterval);
    for (let audit = 0; audit < 10; audit++) auditor.agreed(); // As on a page that has been there for a while.
    const schedule: ReadSchedule = new ReadSchedule(clock, auditor, (reason) => {
      schedule.started(reason);
      schedule.succeeded();
      if (reason !== 'trailing') return;
      trailing.push(clock.now() - begin);
      if (trailing.length === 1) schedule.eventSeen();
    });
    schedule.setLive(true);
    const begin = clock.now();
    schedule.eventSeen();
    while (trailing.length < 2 && clock.now() - begin < auditInterval / 2) await clock.advance(1_000);
    return [trailing[0]!, trailing[1]!];
  }

  it('come a second and a half later, and no more often than every four', async () => {
    assert.deepEqual(await afterEvents(60_000, 1), [1_500, 5_500]);
    assert.deepEqual(await afterEvents(60_000, 2), [1_500, 5_500], 'at once on every page');
  });

  it('come while changes go on as well, where they are planned for later', async () => {
    const clock = new VirtualClock(3);
    let trailing = 0;
    const auditor = new Auditor(600_000);
    for (let audit = 0; audit < 10; audit++) auditor.agreed();
    const schedule: ReadSchedule = new ReadSchedule(clock, auditor, (reason) => {
      schedule.started(reason);
      schedule.succeeded();
      if (reason === 'trailing') trailing++;
    });
    schedule.setLive(true);
    for (let second = 0; second < 300; second += 5) {
      schedule.eventSeen();
      await clock.advance(5_000);
    }
    assert.ok(trailing >= 4 && trailing <= 8, `${trailing} reads in five minutes`);
  });

  it('are spread, and as much rarer, as audits are made rarer', async () => {
    const firsts: number[] = [];
    for (let seed = 1; seed <= 20; seed++) {
      const [first, second] = await afterEvents(600_000, seed);
      firsts.push(first);
      assert.ok(second - first >= 40_000, `${second - first} ms apart`);
    }
    assert.ok(Math.min(...firsts) >= 1_500 && Math.max(...firsts) <= 37_500, firsts.join());
    assert.ok(Math.max(...firsts) - Math.min(...firsts) > 15_000, 'each page at a moment of its own');
  });
});
