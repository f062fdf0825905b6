/**
 * The way of a change, stage by stage: the frame through realtime-js to a callback that keeps it; what came out of that
 * through the dispatcher and a LiveQuery to an observer that keeps the patches; and those into the DOM.
 */
import { RealtimeClient } from '@supabase/supabase-js';
import { registerAll } from '../../../components/register-all.ts';
import { ContextProvider } from '@lit/context';
import { ReactiveElement } from 'lit';
import { connectionContext } from '../../../src/contexts.ts';
import type { LiveConnection, LiveRows, RowsObserver } from '../../../src/contexts.ts';
import { LiveSession } from '../../../src/live-session.ts';
import { readFrame, type Frame } from '../../../src/realtime/frame.ts';
import type { ChangePayload } from '../../../src/realtime/transport.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { DirectTransport } from './direct-transport.ts';
import { frame, task } from './harness-task.ts';
import { Model } from './model.ts';
import { projectUrl, server } from './stub-server.ts';
import type { Delivery } from './stub-server.ts';

type Row = Record<string, unknown>;

let model: Model;
let deliveries: Delivery[] = [];
let payloads: ChangePayload[] = [];
let patches: (readonly Patch<Row>[])[] = [];
let transport: DirectTransport;
let observer: RowsObserver<Row> | undefined;

/** Stands between the session and the element, so that patches wait to be drawn. */
class StageProvider extends ReactiveElement {
  readonly context = new ContextProvider(this, { context: connectionContext });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

customElements.define('stage-provider', StageProvider);

async function openRealtime(ownReading: boolean): Promise<void> {
  const client = new RealtimeClient(`${projectUrl}/realtime/v1`, {
    params: { apikey: 'sb_publishable_bench' },
    ...(ownReading && {
      decode: (raw: string | ArrayBuffer, callback: (message: Frame) => void) => callback(readFrame(raw as string)!),
    }),
  });
  const flowing = new Promise<void>((resolve) => (server.joined = resolve));
  client
    .channel('tickets')
    .on('postgres_changes', { event: '*', schema: 'public', table: 'tickets' }, (payload) => {
      payloads.push(payload);
    })
    .subscribe();
  await flowing;
}

function drawingConnection(rows: LiveRows<Row>): LiveConnection {
  const drawn: LiveRows<Row> = Object.create(rows, {
    observe: {
      value: (given: RowsObserver<Row>) => {
        observer = given;
        given.patched([
          { type: 'reset', rows: model.rows.map((row) => ({ key: row.id, row: row as unknown as Row })) },
        ]);
        return () => undefined;
      },
    },
    rows: { get: () => rows.rows },
    status: { get: () => rows.status },
    verifiedAt: { get: () => rows.verifiedAt },
    error: { get: () => rows.error },
    hasMore: { get: () => false },
  }) as LiveRows<Row>;
  return {
    status: 'connected',
    nextRetryAt: null,
    error: null,
    observe: () => () => undefined,
    query: <Asked>() => drawn as unknown as LiveRows<Asked>,
    subscribe: () => () => undefined,
    reconnect: () => undefined,
  };
}

export const stages = {
  async ready(rows: number, seed: number, ownReading: boolean): Promise<void> {
    model = new Model(rows, seed);
    server.install(model);
    await openRealtime(ownReading);
    transport = new DirectTransport();
    const session = new LiveSession({ url: projectUrl, apiKey: 'sb_publishable_bench', transport });
    session.connect();
    const query = session.query<Row>({ table: 'tickets', order: 'number.desc', limit: rows });
    await new Promise<void>((resolve) => {
      query.observe({ patched: (each) => patches.push(each), synced: () => resolve() });
    });
    registerAll();
    const provider = new StageProvider();
    provider.context.setValue(drawingConnection(query));
    const feed = document.createElement('live-ticket-feed');
    feed.setAttribute('limit', String(rows));
    provider.append(feed);
    document.body.append(provider);
    await feed.updateComplete;
    while (feed.shadowRoot!.querySelector('[data-key]:empty')) await frame();
    server.holdReads();
    patches = [];
  },

  prepare(count: number): void {
    deliveries = Array.from({ length: count }, () => server.delivery(model.next('uniform')));
  },

  frames(): Promise<void> {
    payloads = [];
    return task(() => deliveries.forEach((deliver) => deliver()));
  },

  routing(): Promise<void> {
    patches = [];
    return task(() => payloads.forEach((payload) => transport.change(payload)));
  },

  async drawing(batch: number): Promise<void> {
    while (patches.length > 0) {
      const now = patches.splice(0, batch);
      await task(() => {
        for (const each of now) {
          observer!.patched(each);
          void document.body.offsetHeight;
        }
      });
      await frame();
    }
    await frame();
  },
};

declare global {
  interface Window {
    stages: typeof stages;
  }
}

window.stages = stages;
