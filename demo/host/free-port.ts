/** Finds a port: the wished one, or the next that is free. Zero means any. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const tries = 20;

export async function freePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + tries; port++) {
    const answer = await tryPort(port);
    if (answer !== null) return answer;
  }
  throw new Error(`The ports ${wished} to ${wished + tries - 1} are all taken.`);
}

async function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening'); // Rejects on 'error'.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null;
    throw error;
  }
  const found = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return found;
}
