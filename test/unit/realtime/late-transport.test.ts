/** A transport whose code comes late, or not at all: then the plain one serves, and that is told once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LateTransport } from '../../../src/realtime/late-transport.ts';
import type { Transport } from '../../../src/realtime/transport.ts';
import { ScriptedTransport } from '../../support/scripted-transport.ts';

class Rig {
  readonly plain = new ScriptedTransport();
  readonly failures: string[] = [];
  readonly heard: string[] = [];
  fetches = 0;
  readonly late: LateTransport;

  constructor(fetch: () => Promise<Transport>) {
    const counted = (): Promise<Transport> => {
      this.fetches++;
      return fetch();
    };
    this.late = new LateTransport(counted, this.plain, (error) => this.failures.push(String(error)));
    this.late.observe({
      opened: () => this.heard.push('opened'),
      lost: (why) => this.heard.push(why),
      garbled: () => undefined,
    });
  }
}

const fetchFails = (): Promise<Transport> => Promise.reject(new TypeError('Failed to fetch'));

describe('a transport that comes late', () => {
  it('is fetched once, however often the token changes meanwhile, and heard from then on', async () => {
    const fetched = new ScriptedTransport();
    const rig = new Rig(() => Promise.resolve(fetched));
    await Promise.all([rig.late.setToken('one'), rig.late.setToken('two')]);
    rig.late.open();
    fetched.accept();
    assert.deepEqual([rig.fetches, rig.heard, rig.failures], [1, ['opened'], []]);
    assert.deepEqual(fetched.calls, ['token one', 'token two', 'open']);
    assert.deepEqual(rig.plain.calls, []);
  });

  it('that does not come is told of once, and the plain one opens', async () => {
    const rig = new Rig(fetchFails);
    await Promise.all([rig.late.setToken('one'), rig.late.setToken('two')]);
    rig.late.open();
    rig.plain.accept();
    await rig.late.close();
    await rig.late.setToken('three');
    assert.deepEqual([rig.fetches, rig.heard], [1, ['opened']]);
    assert.deepEqual(rig.failures, ['TypeError: Failed to fetch']);
    assert.equal(rig.late.role, 'alone');
  });
});
