/**
 * `node demo/server/main.ts`: prints one line of JSON when ready, then serves until SIGTERM or SIGINT.
 * Anything that goes wrong before that is one line on standard error.
 */
import { parseArgs } from 'node:util';
import { startBackend, type Backend, type BackendOptions } from './index.ts';

const usage =
  'usage: node demo/server/main.ts [--port <number>] [--host <address>] [--pace fast|real] [--faults] ' +
  '[--jwt-expiry <seconds>] [--migrations <file or folder>]… [--no-cache]';

class UsageError extends Error {}

function readOptions(): BackendOptions {
  const { values } = parse();
  const pace = values.pace ?? 'fast';
  if (pace !== 'fast' && pace !== 'real') throw new UsageError(`--pace: expected fast or real, not ${pace}`);
  const options: BackendOptions = { pace, faults: values.faults ?? false, cache: !values['no-cache'] };
  if (values.port !== undefined) options.port = wholeNumber('--port', values.port, 65535);
  if (values.host !== undefined) options.host = values.host;
  if (values['jwt-expiry'] !== undefined) {
    options.jwtExpirySeconds = wholeNumber('--jwt-expiry', values['jwt-expiry'], 31_536_000);
  }
  if (values.migrations) options.migrations = values.migrations;
  return options;
}

function parse() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        pace: { type: 'string' },
        faults: { type: 'boolean' },
        'jwt-expiry': { type: 'string' },
        migrations: { type: 'string', multiple: true },
        'no-cache': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}

function wholeNumber(flag: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most)
    throw new UsageError(`${flag}: expected a number up to ${most}, not ${text}`);
  return number;
}

/** One line, whatever happened. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}; ${usage}`;
  const { code, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${(error as { port?: number }).port} is taken. Choose another with --port.`;
  return message.replaceAll(/\s*\n\s*/g, ' ');
}

function serve(backend: Backend): void {
  const end = (): void => {
    // A second signal while ending gets the usual, immediate end.
    process.removeListener('SIGTERM', end).removeListener('SIGINT', end);
    backend.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  const { url, anonKey, serviceRoleKey, jwtSecret, dbUrl } = backend;
  process.stdout.write(`${JSON.stringify({ url, anonKey, serviceRoleKey, jwtSecret, dbUrl })}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`, () => process.exit(error instanceof UsageError ? 2 : 1));
}

try {
  serve(await startBackend(readOptions()));
} catch (error) {
  fail(error);
}
