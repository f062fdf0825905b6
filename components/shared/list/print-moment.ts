/** Knows while the page is being printed, so that a list can say of when its rows are. On screen nothing is written. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class PrintMoment implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #media: MediaQueryList | undefined;
  #printing = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get printing(): boolean {
    return this.#printing;
  }

  hostConnected(): void {
    this.#media ??= matchMedia('print');
    this.#media.addEventListener('change', this.#changed);
    window.addEventListener('beforeprint', this.#changed);
    window.addEventListener('afterprint', this.#changed);
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#changed);
    window.removeEventListener('beforeprint', this.#changed);
    window.removeEventListener('afterprint', this.#changed);
  }

  readonly #changed = ({ type }: Event): void => {
    this.#printing = type === 'beforeprint' || (type === 'change' && this.#media!.matches);
    this.#host.requestUpdate();
  };
}
