/** The embedded backend in a thread of its own. `backend-thread.ts` starts it, and says 'stop'. */
import { parentPort, workerData } from 'node:worker_threads';
import { startBackend, type BackendOptions } from '../server/index.ts';

const backend = await startBackend(workerData as BackendOptions);
const { url, anonKey, dbUrl } = backend;
parentPort!.on('message', () => void backend.stop().then(() => parentPort!.close()));
parentPort!.postMessage({ url, anonKey, dbUrl });
