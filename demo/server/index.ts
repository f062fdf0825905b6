/** Starts the embedded backend: Postgres, REST, Auth and Realtime in this process, fresh rows at every start. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Database } from './database-port.ts';
import { handleFaults } from './faults.ts';
import { createHttpServer } from './http.ts';
import { signToken, type Claims } from './json-web-token.ts';
import { anonKey, jwtSecret, serviceRoleKey } from './keys.ts';
import { prepareDatabase } from './prepare.ts';
import { createRealtime } from './realtime/index.ts';
import { RestFaults } from './rest-faults.ts';
import { createRest } from './rest.ts';
import { startWire } from './wire.ts';

export interface BackendOptions {
  /** 0, the default: any free one. */
  port?: number;
  host?: string;
  /** `real` gives Realtime the timing of the real server; `fast`, the default, answers as soon as it can. */
  pace?: 'fast' | 'real';
  /** Serves `POST /_faults`. */
  faults?: boolean;
  jwtExpirySeconds?: number;
  /** Further SQL, files or folders, run between the demo's own migrations and its rows. */
  migrations?: string[];
  /** Keep the finished database on disk between starts; on unless told. */
  cache?: boolean;
  cacheDirectory?: string;
  /** How long a transaction on the wire address may sit idle before it is cut. */
  idleTransactionMilliseconds?: number;
}

export interface Backend {
  readonly url: string;
  readonly anonKey: string;
  readonly serviceRoleKey: string;
  readonly jwtSecret: string;
  /** A Postgres wire address: the superuser's. */
  readonly dbUrl: string;
  /** The same database without a socket: as the superuser. */
  readonly database: Database;
  /** Whether the database came from the cache. */
  readonly cached: boolean;
  /** A token for whoever the claims say, e.g. `{ sub: users.staff.id, role: 'authenticated' }`. */
  signToken(claims: Claims, secondsToLive: number): string;
  stop(): Promise<void>;
}

export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const { host = '127.0.0.1', jwtExpirySeconds = 3600 } = options;
  const { database, cached } = await prepareDatabase(options);
  const rest = createRest(database, { jwtExpirySeconds });
  const closers: (() => Promise<unknown>)[] = [() => database.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };

  try {
    const realtime = await createRealtime({
      database,
      jwtSecret,
      anonKey,
      serviceRoleKey,
      pace: options.pace ?? 'fast',
    });
    let closeServers = (): Promise<unknown> => realtime.close();
    closers.push(() => closeServers());
    await database.listen('pgrst', () => void database.connection.clearSchemaCache());

    const restFaults = new RestFaults();
    const server = createHttpServer({
      rest: (request) => {
        const isRest = new URL(request.url).pathname.startsWith('/rest/');
        return isRest ? restFaults.apply(request, rest.handle) : rest.handle(request);
      },
      broadcast: (request) => realtime.handleBroadcast(request),
      socket: (request, socket, head) => realtime.handleUpgrade(request, socket, head),
      ...(options.faults && {
        faults: (request: Request) =>
          handleFaults(request, {
            rest: restFaults,
            realtime,
            async expireTokens() {
              const issuedBefore = await nextSecond();
              rest.expireTokens(issuedBefore);
              realtime.expireTokens(issuedBefore);
            },
          }),
      }),
    });
    server.listen(options.port ?? 0, host);
    await once(server, 'listening'); // Rejects on 'error': a taken port.
    closeServers = async () => {
      const closed = once(server, 'close');
      server.close(); // Takes no more, but waits for open sockets: Realtime closes its own with the right code.
      await realtime.close();
      server.closeAllConnections();
      await closed;
    };

    const wire = await startWire(database, {
      idleTransactionMilliseconds: options.idleTransactionMilliseconds ?? 2000,
    });
    closers.push(() => wire.close());

    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
      anonKey,
      serviceRoleKey,
      jwtSecret,
      dbUrl: wire.url,
      database,
      cached,
      signToken: (claims, secondsToLive) => signToken(claims, secondsToLive, jwtSecret),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Tokens carry whole seconds. Expiring "all until now" at once would hit those issued later in the same second, and
 * Auth gives the same token to whoever asks twice within one: so the second is waited out.
 */
async function nextSecond(): Promise<number> {
  const second = Math.floor(Date.now() / 1000) + 1;
  while (Date.now() < second * 1000) {
    await new Promise((resolve) => setTimeout(resolve, second * 1000 - Date.now()));
  }
  return second;
}
