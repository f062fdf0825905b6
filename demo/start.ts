/**
 * `npm start`: the embedded backend and the demo's pages, until Ctrl-C. Needs no network, no account and no Docker.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { Activity } from './host/activity.ts';
import { BackendThread } from './host/backend-thread.ts';
import { Controls } from './host/controls.ts';
import { freePort } from './host/free-port.ts';
import { KitBundle } from './host/kit-bundle.ts';
import { startPageServer } from './host/page-server.ts';
import { partnerKit, startPartner } from './host/partner.ts';

const usage = 'usage: npm start -- [--port <number>] [--backend-port <number>] [--pace fast|real]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '5173' },
      'backend-port': { type: 'string', default: '54321' },
      pace: { type: 'string', default: 'fast' },
    },
  });
  const { pace } = values;
  if (pace !== 'fast' && pace !== 'real') throw new Error(`--pace: expected fast or real, not ${pace}; ${usage}`);
  return { port: wholeNumber(values.port), backendPort: wholeNumber(values['backend-port']), pace } as const;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535) throw new Error(`${text} is no port; ${usage}`);
  return number;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line, whatever happened. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The demo cannot run: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`, () => process.exit(1));
}

async function run(): Promise<void> {
  const { port, backendPort, pace } = readOptions();
  const kit = new KitBundle();
  const backend = new BackendThread(
    { port: await freePort(backendPort), pace, faults: true, migrations: partnerKit },
    (error) => say(`The backend ended by itself: ${error.message}`),
  );
  const activity = new Activity(() => backend.address?.dbUrl ?? null);

  // An error in the kit's sources does not keep the demo from starting: it can be mended while the demo runs.
  const built = kit.refresh().catch((error: Error) => say(`livetags.js could not be built: ${error.message}`));
  await Promise.all([backend.start(), built]);
  const { url, dbUrl } = backend.address!;
  const partner = await startPartner(url, kit);
  const server = await startPageServer({
    port: await freePort(port),
    backendUrl: url,
    partnerUrl: partner.url,
    kit,
    controls: new Controls(backend, activity),
  });

  const end = async (): Promise<void> => {
    // A second signal while ending gets the usual, immediate end.
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await activity.close();
    await Promise.all([closed, partner.stop(), backend.stop()]);
    process.exit(0);
  };
  const onSignal = (): void => void end().catch(fail);
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);

  say('');
  say(`  The demo      http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/`);
  say(`  Its backend   ${url}`);
  say(`  A partner     ${partner.url}`);
  say(`  For psql      ${dbUrl}`);
  say('');
  say('  Ctrl-C ends it all.');
}

run().catch(fail);
