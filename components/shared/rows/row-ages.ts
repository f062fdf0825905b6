/** Keeps the ages in a list's rows true, twice a minute: they are told in minutes. A page nobody sees rests. */
import type { ReactiveController } from 'lit';
import { ticker } from '../../../src/page/ticker.ts';

const rhythm = 30_000;

export class RowAges implements ReactiveController {
  readonly #tell: () => void;
  #stop: (() => void) | undefined;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  hostConnected(): void {
    this.#stop ??= ticker.every(rhythm, this.#tell);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
