/**
 * A server restarts under 500 pages at once: `node test/model/restart-storm.ts [--clients 500]`.
 *
 * How many sockets and reads come back per second, at worst, and how long until every page is live again.
 */
import { parseArgs } from 'node:util';
import { LiveSession } from '../../src/live-session.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { ModelDatabase, type Ticket } from './model-database.ts';
import { ModelServer } from './model-server.ts';
import { ModelPage, keyName, lists, randomTicket } from './schedule.ts';

export interface StormFigures {
  readonly clients: number;
  /** Most attempts to open a socket in any one second after the server was back. */
  readonly socketsPerSecond: number;
  readonly readsPerSecond: number;
  readonly readsPerClient: number;
  /** Milliseconds from the server's return until the last page was live. */
  readonly allLiveAfter: number;
}

const DOWN = 20_000;

export async function storm(clients: number, seed = 1): Promise<StormFigures> {
  const clock = new VirtualClock(seed);
  const database = new ModelDatabase(() => clock.now());
  for (let number = 0; number < 60; number++) {
    const row = randomTicket(keyName(number), () => clock.random(), clock.now());
    database.transact([{ key: row.id, row }]);
  }
  const pages = Array.from({ length: clients }, () => {
    const server = new ModelServer(database, clock, lists);
    const { transport, reader } = server;
    const session = new LiveSession({
      url: 'https://model.test',
      apiKey: 'key',
      clock,
      lifecycle: new ModelPage(),
      transport,
      reader,
    });
    const rows = session.query<Ticket>(lists[1]!.spec);
    session.connect();
    return { server, session, rows };
  });
  await clock.advance(60_000);

  const opened = new Map<number, number>();
  const read = new Map<number, number>();
  const count = (into: Map<number, number>) => (): void => {
    const second = Math.floor(clock.now() / 1_000);
    into.set(second, (into.get(second) ?? 0) + 1);
  };
  for (const { server } of pages) {
    Object.assign(server.weather, { refuseSockets: true, restDown: true });
    server.cut();
  }
  await clock.advance(DOWN);
  const back = clock.now();
  for (const { server } of pages) {
    Object.assign(server.weather, { refuseSockets: false, restDown: false, markFrom: 1_200, markTo: 2_700 });
    server.onConnect = count(opened);
    server.onRead = count(read);
  }
  while (pages.some(({ rows }) => rows.status !== 'live') && clock.now() - back < 120_000) await clock.advance(100);
  const allLiveAfter = clock.now() - back;
  for (const { session } of pages) session.close();
  const most = (counts: Map<number, number>): number => Math.max(...counts.values());
  const reads = [...read.values()].reduce((sum, each) => sum + each, 0);
  return {
    clients,
    socketsPerSecond: most(opened),
    readsPerSecond: most(read),
    readsPerClient: reads / clients,
    allLiveAfter,
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { clients: { type: 'string', default: '500' } } });
  console.log(await storm(Number(values.clients)));
}
