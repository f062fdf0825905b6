/**
 * Starts, stops and kills the embedded backend while the pages look on.
 *
 * A thread and not a process: it can be ended without warning just as well, and it never outlives the demo, however
 * that ends.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BackendOptions } from '../server/index.ts';

export interface BackendAddress {
  readonly url: string;
  readonly anonKey: string;
  readonly dbUrl: string;
}

export type BackendState = 'starting' | 'running' | 'stopping' | 'stopped';

export class BackendThread {
  #options: BackendOptions;
  #worker: Worker | null = null;
  #address: BackendAddress | null = null;
  #state: BackendState = 'stopped';
  /** One action after the other: a start that overtakes a stop would find the port taken. */
  #queue: Promise<unknown> = Promise.resolve();
  #crashed: (error: Error) => void;

  constructor(options: BackendOptions, crashed: (error: Error) => void) {
    this.#options = options;
    this.#crashed = crashed;
  }

  get state(): BackendState {
    return this.#state;
  }

  /** null unless it runs. */
  get address(): BackendAddress | null {
    return this.#state === 'running' ? this.#address : null;
  }

  start(): Promise<void> {
    return this.#next(() => this.#start());
  }

  /** Ends it in good order: sockets are closed, requests answered. */
  stop(): Promise<void> {
    return this.#next(() => this.#end((worker) => worker.postMessage('stop')));
  }

  /** Ends it as a crash would. */
  kill(): Promise<void> {
    return this.#next(() => this.#end((worker) => void worker.terminate()));
  }

  #next(action: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(action);
    this.#queue = done.catch(() => undefined); // Whoever asked gets the error; the next action starts all the same.
    return done;
  }

  async #start(): Promise<void> {
    if (this.#worker) return;
    this.#state = 'starting';
    const worker = new Worker(new URL('backend-worker.ts', import.meta.url), { workerData: this.#options });
    try {
      [this.#address] = (await once(worker, 'message')) as [BackendAddress]; // Rejects on 'error'.
    } catch (error) {
      this.#state = 'stopped';
      throw error;
    }
    this.#worker = worker;
    this.#state = 'running';
    worker.on('error', (error: Error) => this.#crashed(error));
    worker.once('exit', () => {
      this.#worker = null;
      this.#state = 'stopped';
    });
  }

  async #end(how: (worker: Worker) => void): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#state = 'stopping';
    const ended = once(worker, 'exit');
    how(worker);
    await ended;
  }
}
