/** A LiveQuery over a table, that counts comparisons and the held rows a change makes it look at. */
import type { RawRow } from '../../src/domain/row.ts';
import type { Ticket } from '../../src/domain/ticketing.ts';
import { toRowEvent } from '../../src/realtime/change-payload.ts';
import type { StreamObserver } from '../../src/realtime/channel-manager.ts';
import { alwaysVisible } from '../../src/realtime/page-lifecycle.ts';
import type { ChangePayload as WirePayload } from '../../src/realtime/transport.ts';
import { LiveQuery } from '../../src/sync/live-query.ts';
import { planQuery } from '../../src/sync/query-plan.ts';
import type { Reader } from '../../src/sync/reader.ts';
import { newStats } from '../../src/sync/stats.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { ChangePayload } from './page/contender.ts';
import type { Change, Model } from './page/model.ts';

export interface Counts {
  readonly compared: number;
  /** How many of the rows that were read have been looked at. */
  readonly looked: number;
}

export interface CountedStore {
  readonly query: LiveQuery<Ticket>;
  /** Lets a change in, and tells what it cost. */
  change(change: Change): Counts;
}

export function payloadOf({ type, record, old }: Change): ChangePayload {
  return { eventType: type, new: record ?? {}, old: old ?? {} };
}

export async function countedStore(model: Model): Promise<CountedStore> {
  let compared = 0;
  const looked = new Set<object>();
  const spec = { table: 'tickets', order: 'number.desc', limit: model.rows.length };
  const plan = planQuery<Ticket>(spec, 'public', (row) => row);
  const order = Object.assign(Object.create(plan.order) as typeof plan.order, {
    compare: (a: RawRow, b: RawRow) => {
      compared += 1;
      return plan.order.compare(a, b);
    },
  });
  const rows = model.rows.map(
    (row) =>
      new Proxy(row as unknown as Record<string, unknown>, {
        get: (target, name) => {
          looked.add(target);
          return target[name as string];
        },
      }),
  );
  const reader: Reader = {
    read: ({ after, limit }) => {
      const start = after ? rows.findIndex((row) => row['id'] === after['id']) + 1 : 0;
      return Promise.resolve({ rows: rows.slice(start, start + limit), count: null });
    },
  };
  let stream: StreamObserver | undefined;
  const clock = new ManualClock();
  const query = new LiveQuery<Ticket>(
    { ...plan, order },
    {
      reader,
      openStream: (observer) => {
        stream = observer;
        return { flowing: true, release: () => undefined };
      },
      clock,
      lifecycle: alwaysVisible,
      auditInterval: 60_000,
      stats: newStats(),
      report: (problem) => {
        throw new Error(problem.message);
      },
      onGap: () => undefined,
    },
  );
  const read = new Promise<void>((resolve) => query.observe({ patched: () => undefined, synced: () => resolve() }));
  query.start();
  clock.pass(0);
  await read;
  return {
    query,
    change: (change) => {
      compared = 0;
      looked.clear();
      const payload = {
        ...payloadOf(change),
        schema: 'public',
        table: 'tickets',
        commit_timestamp: null,
        errors: null,
      };
      stream!.event(toRowEvent(structuredClone(payload) as unknown as WirePayload, 'changes')!);
      return { compared, looked: looked.size };
    },
  };
}
