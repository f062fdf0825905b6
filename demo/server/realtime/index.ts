/**
 * The embedded backend's Realtime endpoint. It speaks the real server's wire protocol and is held to it by recorded
 * transcripts; what differs is listed in ../README.md.
 */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Database } from '../database-port.ts';
import { systemClock, type Clock } from './clock.ts';
import { fastPace, realPace, type PaceName } from './pace.ts';
import { Server } from './server.ts';

export type { Clock } from './clock.ts';
export { VirtualClock } from './clock.ts';
export { FaultError } from './faults.ts';

export interface Realtime {
  /** GET /realtime/v1/websocket */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** POST /realtime/v1/api/broadcast and POST /realtime/v1/api/broadcast/<topic>/events/<event> */
  handleBroadcast(request: Request): Promise<Response>;
  /** The `socket` part of POST /_faults; `set` throws a FaultError whose message says what was wrong. */
  readonly faults: { set(faults: unknown): void; reset(): void; kill(): void };
  /** Access tokens issued before that second (since the epoch) count as expired; channels that hold one are closed. */
  expireTokens(issuedBefore: number): void;
  /** Resolves when nothing is under way but waiting. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface RealtimeOptions {
  database: Database;
  jwtSecret: string;
  anonKey: string;
  serviceRoleKey: string;
  pace?: PaceName;
  clock?: Clock;
  /** Where the real pace's jitter comes from. */
  random?: () => number;
  /** Another limit than the pace's own: changes (row × subscription) a second, null for none. */
  rateLimitPerSecond?: number | null;
}

const SCRIPTS = ['capture.sql', 'messages.sql'];

/** Creates what the server needs in the database. Needs the roles anon, authenticated and service_role; idempotent. */
export async function installRealtime(database: Database): Promise<void> {
  for (const script of SCRIPTS) {
    await database.exec(await readFile(new URL(`sql/${script}`, import.meta.url), 'utf8'));
  }
}

export async function createRealtime(options: RealtimeOptions): Promise<Realtime> {
  const {
    database,
    jwtSecret,
    anonKey,
    serviceRoleKey,
    pace = 'fast',
    clock = systemClock,
    random = Math.random,
  } = options;
  const figures = pace === 'real' ? realPace(random) : fastPace;
  const { rateLimitPerSecond = figures.rateLimitPerSecond } = options;
  const server = new Server(database, { jwtSecret, anonKey, serviceRoleKey }, clock, {
    ...figures,
    rateLimitPerSecond,
  });
  await server.open();
  return {
    handleUpgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    handleBroadcast: (request) => server.handleBroadcast(request),
    faults: {
      set: (faults) => server.faults.set(faults),
      reset: () => server.faults.reset(),
      kill: () => server.faults.kill(),
    },
    expireTokens: (issuedBefore) => server.expireTokens(issuedBefore),
    settled: () => server.activity.settled(),
    close: () => server.close(),
  };
}
