/** What every read of a session goes through: refused tokens are renewed, failures are heard of, none lasts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Renewal } from '../../../src/realtime/access-token.ts';
import { observedReader } from '../../../src/repositories/observed-reader.ts';
import { parseFilter } from '../../../src/sync/filter.ts';
import { ReadError } from '../../../src/sync/read-error.ts';
import type { ReadAnswer, ReadRequest } from '../../../src/sync/reader.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const refusal = new ReadError({ code: 'token-rejected', message: 'm', remedy: 'r', permanent: false }, { token: true });

const request: ReadRequest = {
  table: 'products',
  schema: 'public',
  select: '*',
  filter: parseFilter(undefined, undefined),
  order: parseOrder(undefined, ['id'], undefined),
  limit: 10,
  primaryKey: ['id'],
};

class Rig {
  readonly clock = new VirtualClock();
  readonly told: string[] = [];
  token: () => Promise<string | null> = () => Promise.resolve('old');
  renewal: Renewal = 'renewed';
  reads = 0;
  answers: ((request: ReadRequest) => Promise<ReadAnswer>)[] = [];
  readonly reader = observedReader(
    {
      read: (asked) => {
        this.reads += 1;
        const answer = this.answers.shift();
        return answer === undefined ? Promise.resolve({ rows: [], count: null }) : answer(asked);
      },
    },
    this.clock,
    {
      token: () => this.token(),
      renewToken: (refused) => {
        this.told.push(`refused ${refused ?? 'none'}`);
        return Promise.resolve(this.renewal);
      },
      succeeded: () => this.told.push('succeeded'),
      failed: ({ code }) => this.told.push(`failed ${code}`),
    },
  );
}

const codeIs = (code: string) => (error: unknown) => error instanceof ReadError && error.problem.code === code;

describe('observedReader', () => {
  it('passes an answer on, and says so', async () => {
    const rig = new Rig();
    assert.deepEqual(await rig.reader.read(request), { rows: [], count: null });
    assert.deepEqual(rig.told, ['succeeded']);
  });

  it('reads again with another token, and tells which one was refused: the one the read began with', async () => {
    const rig = new Rig();
    rig.answers = [
      () => {
        rig.token = () => Promise.resolve('new'); // Somebody else has renewed it meanwhile.
        return Promise.reject(refusal);
      },
    ];
    await rig.reader.read(request);
    assert.deepEqual([rig.reads, rig.told], [2, ['refused old', 'succeeded']]);
  });

  it('reads once more when the renewed token is refused too: it may have been made a moment too early', async () => {
    const rig = new Rig();
    const tokens = ['old', 'new', 'newest'];
    rig.token = () => Promise.resolve(tokens[rig.reads]!);
    rig.answers = [() => Promise.reject(refusal), () => Promise.reject(refusal)];
    await rig.reader.read(request);
    assert.deepEqual([rig.reads, rig.told], [3, ['refused old', 'refused new', 'succeeded']]);
  });

  it('gives up when three tokens in a row are refused', async () => {
    const rig = new Rig();
    rig.answers = Array.from({ length: 4 }, () => () => Promise.reject(refusal));
    await assert.rejects(rig.reader.read(request), codeIs('token-rejected'));
    assert.deepEqual([rig.reads, rig.told], [3, ['refused old', 'refused old', 'failed token-rejected']]);
  });

  it('fails for good without another token, and for now when it may still come', async () => {
    for (const [renewal, code] of [
      ['none', 'token-rejected'],
      ['later', 'token-unavailable'],
    ] as const) {
      const rig = new Rig();
      rig.renewal = renewal;
      rig.answers = [() => Promise.reject(refusal)];
      await assert.rejects(rig.reader.read(request), codeIs(code));
      assert.deepEqual([rig.reads, rig.told.at(-1)], [1, `failed ${code}`]);
    }
  });

  it('does not read at all without a token that was due', async () => {
    const rig = new Rig();
    rig.token = () => Promise.reject(new Error('down'));
    await assert.rejects(rig.reader.read(request), codeIs('token-unavailable'));
    assert.deepEqual([rig.reads, rig.told], [0, ['failed token-unavailable']]);
  });

  it('asks for no token over another failure', async () => {
    const rig = new Rig();
    rig.answers = [
      () => Promise.reject(new ReadError({ code: 'no-permission', message: 'm', remedy: 'r', permanent: true })),
    ];
    await assert.rejects(rig.reader.read(request), codeIs('no-permission'));
    assert.deepEqual(rig.told, ['failed no-permission']);
  });

  it('ends a read that nobody answers after 15 s', async () => {
    const rig = new Rig();
    rig.answers = [
      ({ signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
    ];
    const read = assert.rejects(rig.reader.read(request), codeIs('backend-unreachable'));
    await rig.clock.advance(15_000);
    await read;
    assert.equal(rig.clock.timers, 0);
  });

  it('tells nobody of a read that its asker has ended', async () => {
    const rig = new Rig();
    const controller = new AbortController();
    rig.answers = [
      ({ signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
    ];
    const read = assert.rejects(rig.reader.read({ ...request, signal: controller.signal }), { name: 'AbortError' });
    await rig.clock.advance(0);
    controller.abort();
    await read;
    assert.deepEqual(rig.told, []);
    assert.equal(rig.clock.timers, 0);
  });
});
