/**
 * REST and Auth: our own reader for plain reads, Lite for all else, behind a front that takes the database's lock for
 * every request. The body is read before the lock is asked for, so that a slow sender keeps nobody waiting.
 */
import { App, InMemoryEmailDriver } from '@supabase/lite';
import { gatewayError, restError } from './answers.ts';
import { CredentialCheck } from './credentials.ts';
import type { OpenDatabase } from './database.ts';
import { anonKey, jwtSecret, serviceRoleKey } from './keys.ts';
import { quietly } from './quiet.ts';
import { read } from './read/reader.ts';

/** As in Supabase's default settings. */
const maximumRows = 1000;
const maximumBodyBytes = 10 * 1024 * 1024;

export interface Rest {
  /** Answers a request to `/rest/v1/…` or `/auth/v1/…`. */
  handle(request: Request): Promise<Response>;
  /** From now on every token issued before this second is refused as expired. */
  expireTokens(issuedBefore: number): void;
}

export function createRest(database: OpenDatabase, options: { jwtExpirySeconds: number }): Rest {
  const credentials = new CredentialCheck();
  const app = createApp(database, options.jwtExpirySeconds);

  return {
    expireTokens: (issuedBefore) => credentials.expireTokens(issuedBefore),
    async handle(request) {
      const url = new URL(request.url);
      const checked = credentials.check(request, url.pathname);
      if (checked instanceof Response) return checked;
      const answer = checked.asker && (await read(database, request, checked.asker, maximumRows));
      if (answer) return answer;
      if (repeatsFilter(url)) {
        return restError(400, 'PGRST100', 'Here this query may name a column only once; use and=(…) for more');
      }
      const body = await request.arrayBuffer();
      if (body.byteLength > maximumBodyBytes) return gatewayError(413, 'Request body is too large');
      const init: RequestInit = { method: request.method, headers: checked.headers };
      if (body.byteLength > 0 && request.method !== 'GET' && request.method !== 'HEAD') init.body = body;
      return database.lock.run(() => quietly(async () => app.fetch(new Request(url, init))));
    },
  };
}

function createApp(database: OpenDatabase, jwtExpirySeconds: number) {
  return new App({
    connection: database.connection,
    api: { schemas: ['public'], max_rows: maximumRows },
    auth: {
      enabled: true,
      jwt_secret: jwtSecret,
      jwt_expiry: jwtExpirySeconds,
      publishable_key: anonKey,
      secret_key: serviceRoleKey,
    },
    // Mails (password recovery, say) are kept, not sent; Lite would print them to standard output otherwise.
    options: { drivers: { email: new InMemoryEmailDriver() } },
  });
}

/** Makes Auth's tables in an empty database. */
export async function createAuthSchema(database: OpenDatabase): Promise<void> {
  const app = createApp(database, 3600);
  await database.lock.run(() => quietly(() => app.ensureSystemSchema()));
  await database.connection.clearSchemaCache();
}

/** Of two filters alike on one column Lite heeds the last: it would change or delete more than was asked for. */
function repeatsFilter(url: URL): boolean {
  if (!url.pathname.startsWith('/rest/v1/') || url.pathname.startsWith('/rest/v1/rpc/')) return false;
  const names = [...url.searchParams.keys()];
  return new Set(names).size < names.length;
}
