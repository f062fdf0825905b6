/**
 * Real sockets against the embedded backend: so many sessions in this process, each with a WebSocket of its own, on one
 * private topic. One write must reach all; then the backend is stopped and started again under them.
 */
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import type { LiveRows } from '../../src/contexts.ts';
import { LiveSession } from '../../src/live-session.ts';
import { recordSockets } from '../support/counted-socket.ts';
import { partnerKit, staffKit } from '../support/partner-backend.ts';
import { until } from '../support/until.ts';

export interface SocketFigures {
  readonly sockets: number;
  /** Milliseconds from the write until the first and the last page showed it. */
  readonly firstAfter: number;
  readonly allAfter: number;
  /** Pages that had it from the stream, not from a read. */
  readonly heard: number;
  /** Milliseconds from the backend's return until every page was live again. */
  readonly backAfter: number;
  /** After its return: attempts to open a socket, joins, reads. */
  readonly opened: number;
  readonly joins: number;
  readonly reads: number;
}

interface Page {
  readonly session: LiveSession;
  readonly list: LiveRows;
  /** The newest change that the list told, by its subject, and how it came. */
  shown: { readonly subject: unknown; readonly source: string; readonly at: number } | null;
}

export async function sockets(count: number, patience = 120_000): Promise<SocketFigures> {
  const wire = recordSockets();
  let reads = 0;
  const countedFetch: typeof fetch = (...request) => {
    reads++;
    return fetch(...request);
  };
  let backend = await startOn(0);
  const port = Number(new URL(backend.url).port);
  const pages: Page[] = [];
  try {
    for (let number = 0; number < count; number++) pages.push(openPage(backend, countedFetch));
    const allLive = (): boolean => pages.every(({ list }) => list.status === 'live');
    await until(`${count} pages are live`, allLive, patience);

    const written = performance.now();
    await write(backend, 'to all');
    await until('the write reaches all', () => pages.every(({ shown }) => shown?.subject === 'to all'), patience);
    const arrivals = pages.map(({ shown }) => shown!.at - written);
    const heard = pages.filter(({ shown }) => shown?.source === 'broadcast').length;

    await backend.stop();
    await until('all know', () => pages.every(({ session }) => session.status === 'reconnecting'), patience);
    backend = await startOn(port);
    const back = performance.now();
    const before = { opened: wire.sockets.length, sent: wire.sent.length, reads };
    await until(`${count} pages are live again`, allLive, patience);
    const backAfter = performance.now() - back;
    const joins = wire.sent.slice(before.sent).filter(({ event }) => event === 'phx_join').length;
    const opened = wire.sockets.length - before.opened;
    const readsAfter = reads - before.reads;
    await write(backend, 'to all again');
    await until('and hear again', () => pages.every(({ shown }) => shown?.subject === 'to all again'), patience);
    return {
      sockets: count,
      firstAfter: Math.min(...arrivals),
      allAfter: Math.max(...arrivals),
      heard,
      backAfter,
      opened,
      joins,
      reads: readsAfter,
    };
  } finally {
    for (const { session } of pages) session.close();
    await backend.stop();
    wire.restore();
  }
}

function startOn(port: number): Promise<Backend> {
  return startBackend({ port, migrations: [partnerKit, staffKit] });
}

function openPage(backend: Backend, countedFetch: typeof fetch): Page {
  const session = new LiveSession({
    url: backend.url,
    apiKey: backend.anonKey,
    source: 'broadcast',
    accessToken: backend.signToken({ sub: users.staff.id, role: 'authenticated' }, 3_600),
    auditInterval: 600_000,
    fetch: countedFetch,
  });
  const list = session.query({ table: 'tickets', order: 'created_at.desc', limit: 5 });
  const page: Page = { session, list, shown: null };
  list.observe({
    patched: (patches) => {
      for (const patch of patches) {
        if (patch.type === 'reset' || !patch.change) continue;
        const { row, source } = patch.change;
        page.shown = { subject: row['subject'], source, at: performance.now() };
      }
    },
  });
  session.connect();
  return page;
}

async function write(backend: Backend, subject: string): Promise<void> {
  await backend.database.query('insert into public.tickets (subject) values ($1)', [subject]);
}
