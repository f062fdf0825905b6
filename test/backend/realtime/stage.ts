/** An endpoint and one client under a clock that is told when to go on. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { VirtualClock } from '../../../demo/server/realtime/clock.ts';
import type { RealtimeOptions } from '../../../demo/server/realtime/index.ts';
import type { TestDatabase } from './database.ts';
import { startEndpoint, type Endpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { resetTables } from './tables.ts';

export const PRODUCTS = [{ event: '*', schema: 'public', table: 'products' }];
export const SEED = Number(process.env.SEED ?? 7);

export class Stage {
  readonly clock = new VirtualClock();
  readonly random = randomFrom(SEED);
  endpoint!: Endpoint;
  client!: SocketClient;

  static async open(test: TestContext, database: TestDatabase, options: Partial<RealtimeOptions> = {}): Promise<Stage> {
    const stage = new Stage();
    await resetTables(database);
    stage.endpoint = await startEndpoint(database, {
      clock: stage.clock,
      pace: 'real',
      random: stage.random,
      ...options,
    });
    test.after(() => stage.close());
    stage.client = await SocketClient.connect(stage.endpoint.url);
    return stage;
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      if (this.client.closed === null) await this.client.caughtUp();
      await this.endpoint.realtime.settled();
    }
    if (this.client.closed === null) await this.client.caughtUp();
  }

  async pass(milliseconds: number): Promise<void> {
    await this.settle();
    await this.clock.advanceTo(this.clock.now() + milliseconds, () => this.endpoint.realtime.settled());
    await this.settle();
  }

  /** Lets time pass in small steps until it is true; answers how much did. */
  async timeUntil(isTrue: () => boolean, step = 5, most = 30_000): Promise<number> {
    const start = this.clock.now();
    await this.settle();
    while (!isTrue()) {
      assert.ok(this.clock.now() - start < most, `nothing happened for ${most} ms`);
      await this.pass(step);
    }
    return this.clock.now() - start;
  }

  async subscribe(topic = 'p'): Promise<number> {
    this.client.join(topic, PRODUCTS);
    return this.timeUntil(() =>
      this.client.frames.some((frame) => frame[2] === `realtime:${topic}` && frame[3] === 'system'),
    );
  }

  /** Without it the server closes the socket after 66 s. */
  beat(): void {
    this.client.socket.send('[null,"hb","phoenix","heartbeat",{}]');
  }

  async close(): Promise<void> {
    this.client?.close();
    await this.endpoint.close();
  }
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
