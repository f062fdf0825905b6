/** Many lists of one table on one page, without their DOM: a whole session over realtime-js. */
import type { QuerySpec } from '../../../src/contexts.ts';
import { LiveSession } from '../../../src/live-session.ts';
import { pause, task } from './harness-task.ts';
import { Model } from './model.ts';
import { projectUrl, server } from './stub-server.ts';
import type { Delivery } from './stub-server.ts';
import { priorities, statuses } from './tickets.ts';

let model: Model;
let deliveries: Delivery[] = [];

const slices = statuses.flatMap((status) =>
  priorities.flatMap((priority) =>
    ['is.null', 'eq.Ines', 'eq.Omar', 'eq.Wanda'].map(
      (assignee) => `status=eq.${status},priority=eq.${priority},assignee=${assignee}`,
    ),
  ),
);

/** `same`: all show one list; `slices`: each shows rows of its own. */
export type Lists = 'same' | 'slices';

export const widgets = {
  patches: 0,

  async ready(count: number, lists: Lists, rows: number, seed: number): Promise<void> {
    model = new Model(rows, seed);
    server.install(model);
    const session = new LiveSession({ url: projectUrl, apiKey: 'sb_publishable_bench' });
    session.connect();
    const whole: QuerySpec = { table: 'tickets', order: 'number.desc', limit: rows };
    const loaded = Array.from({ length: count }, (_, place) => {
      const query = session.query(lists === 'same' ? whole : { ...whole, filter: slices[place]! });
      return new Promise<void>((resolve) => {
        query.observe({ patched: () => void (widgets.patches += 1), synced: () => resolve() });
      });
    });
    await Promise.all(loaded);
    while (session.status !== 'connected') await pause(10);
    server.holdReads();
    widgets.patches = 0;
  },

  prepare(count: number): void {
    deliveries = Array.from({ length: count }, () => server.delivery(model.next('uniform')));
  },

  play(): Promise<void> {
    return task(() => deliveries.forEach((deliver) => deliver()));
  },
};

declare global {
  interface Window {
    widgets: typeof widgets;
  }
}

window.widgets = widgets;
