/** What an element with the attribute `presence` shows of others: its code is fetched when somebody first asks for it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadFailed } from '../../../src/realtime/load-failed.ts';
import { report } from '../element/tell.ts';

type Presence = typeof import('./presence.ts');

export interface PresenceHost extends ReactiveControllerHost, Element {
  readonly presence: boolean;
}

export class PresenceLink<Shown> implements ReactiveController {
  readonly #host: PresenceHost;
  readonly #make: (presence: Presence) => Shown;
  readonly #follow: (shown: Shown) => void;
  #shown: Shown | undefined;
  #asked = false;

  /**
   * @param make - makes what shows it, once.
   * @param follow - tells that, at every update of the host, where to look: nowhere, while the host is not in the page or
   *   has not the attribute.
   */
  constructor(host: PresenceHost, make: (presence: Presence) => Shown, follow: (shown: Shown) => void) {
    this.#host = host;
    this.#make = make;
    this.#follow = follow;
    host.addController(this);
  }

  /** Undefined until it was asked for and has come. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  hostUpdate(): void {
    if (this.#shown !== undefined) this.#follow(this.#shown);
  }

  hostUpdated(): void {
    const asks = this.#host.presence && !this.#asked;
    this.#asked = this.#host.presence;
    if (asks && this.#shown === undefined) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const presence = await import('./presence.ts');
      this.#shown ??= this.#make(presence);
      this.#follow(this.#shown);
    } catch (error) {
      report(this.#host, loadFailed('Who else is here cannot be shown', error));
    }
  }
}
