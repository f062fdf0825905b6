/** A channel manager with all it stands on, played by hand, and streams that write down what they are told. */
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import { AccessToken, type TokenSource } from '../../src/realtime/access-token.ts';
import { RealtimeChannelManager, type TableStream } from '../../src/realtime/channel-manager.ts';
import { RealtimeEventDispatcher } from '../../src/realtime/event-dispatcher.ts';
import { anonymous } from '../../src/realtime/token-source.ts';
import { ScriptedLifecycle } from './scripted-lifecycle.ts';
import { ScriptedTransport } from './scripted-transport.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface StreamRigOptions {
  readonly managed?: boolean;
  readonly source?: TokenSource;
  readonly seed?: number;
  readonly broadcast?: boolean;
}

export interface Lease {
  readonly stream: TableStream;
  /** `event a`, `flowing`, `doubted …`, `interrupted …`, `refused code`. */
  readonly heard: string[];
}

export class StreamRig {
  readonly clock: VirtualClock;
  readonly transport: ScriptedTransport;
  readonly lifecycle = new ScriptedLifecycle();
  readonly token: AccessToken;
  readonly manager: RealtimeChannelManager;
  readonly problems: Problem[] = [];
  /** Every status there was, in order. */
  readonly statuses: ConnectionStatus[] = [];
  onStatus: () => void = () => undefined;

  constructor({ managed = true, source = anonymous, seed = 1, broadcast = false }: StreamRigOptions = {}) {
    this.clock = new VirtualClock(seed);
    this.transport = new ScriptedTransport({ managed });
    this.token = new AccessToken(source, this.clock);
    this.manager = new RealtimeChannelManager({
      transport: this.transport,
      token: this.token,
      lifecycle: this.lifecycle,
      clock: this.clock,
      dispatcher: new RealtimeEventDispatcher((error) => {
        throw error;
      }),
      source: broadcast ? 'broadcast' : 'changes',
      pauseWhenHidden: 300_000,
      report: (problem) => this.problems.push(problem),
      statusChanged: () => {
        const { status } = this.manager.status;
        if (status !== this.statuses.at(-1)) this.statuses.push(status);
        this.onStatus();
      },
    });
  }

  get status(): ConnectionStatus {
    return this.manager.status.status;
  }

  lease(table: string, schema = 'public'): Lease {
    const heard: string[] = [];
    const stream = this.manager.lease(schema, table, {
      event: ({ type, record, old }) => heard.push(`${type} ${String(record.id ?? old.id)}`),
      flowing: () => heard.push('flowing'),
      doubted: (why) => heard.push(`doubted ${why}`),
      interrupted: (why) => heard.push(`interrupted ${why}`),
      refused: ({ code }) => heard.push(`refused ${code}`),
    });
    return { stream, heard };
  }

  async start(): Promise<void> {
    this.manager.start();
    await this.clock.advance(0);
  }

  async open(): Promise<void> {
    await this.start();
    this.transport.accept();
  }

  /** Leases these tables and lets all of them flow. */
  async flowing(...tables: string[]): Promise<Lease[]> {
    const leases = tables.map((table) => this.lease(table));
    await this.open();
    for (const table of tables) this.transport.channel(table).joinAndFlow();
    for (const { heard } of leases) heard.length = 0;
    this.transport.calls.length = 0;
    this.statuses.length = 0;
    return leases;
  }

  /** The socket comes back after it broke. */
  async reopened(): Promise<void> {
    const { nextRetryAt } = this.manager.status;
    if (nextRetryAt === null) throw new Error('no try is planned');
    await this.clock.advance(nextRetryAt.getTime() + 1 - this.clock.now()); // A Date holds whole milliseconds.
    this.transport.accept();
  }
}
