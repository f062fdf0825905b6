/** What is to be done at which time, in lines: within one, each thing waits for the one before it. */
import { performance } from 'node:perf_hooks';

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

interface Entry {
  readonly at: number;
  readonly action: () => Promise<unknown>;
}

export class Agenda {
  readonly #lines = new Map<string, Entry[]>();

  at(line: string, at: number, action: () => Promise<unknown>): void {
    const entries = this.#lines.get(line) ?? [];
    entries.push({ at, action });
    this.#lines.set(line, entries);
  }

  /** Begins now; resolves when all is done, rejects with the first thing that failed. */
  async done(): Promise<void> {
    const start = performance.now();
    const lines = [...this.#lines.values()].map(async (entries) => {
      for (const { at, action } of entries.sort((a, b) => a.at - b.at)) {
        await wait(start + at - performance.now());
        await action();
      }
    });
    await Promise.all(lines);
  }
}
