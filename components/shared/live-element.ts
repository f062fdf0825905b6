/**
 * Base of every element that draws from a provider: finds it, keeps it through moves, tells its states to CSS, and says
 * when something it waits for does not come.
 */
import { LitElement, isServer } from 'lit';
import { property } from 'lit/decorators.js';
import type { LiveConnection } from '../../src/contexts.ts';
import type { Problem } from '../../src/domain/status.ts';
import { systemClock } from '../../src/page/clock.ts';
import type { Clock } from '../../src/page/clock.ts';
import { localeOf } from '../../src/page/locale.ts';
import { ElementStates } from './element-states.ts';
import { Patience } from './patience.ts';
import { ProviderLink } from './provider-link.ts';
import { report } from './tell.ts';

export abstract class LiveElement extends LitElement {
  /** Id of the provider to use, when it is not an ancestor. */
  @property() provider = '';

  /** @internal Tests put their own here. */
  clock: Clock = systemClock;

  /** undefined while there is no provider, or it has not what it needs. */
  protected connection: LiveConnection | undefined;
  /** What did not come although there was time enough. */
  protected absence: Problem | null = null;

  /** The reader's language, for `Intl`. */
  protected locale: string | undefined;
  protected readonly states = new ElementStates(this);
  readonly #link: ProviderLink;
  readonly #patience = new Patience();
  #linked = false;
  #resolvedId = '';
  #stopObserving: (() => void) | undefined;

  constructor() {
    super();
    this.#link = new ProviderLink(this, (connection) => this.#connectionArrived(connection));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    this.locale = localeOf(this);
    this.#linked = true;
    this.#resolve();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the page is a disconnect and a connect in one task: nothing is given up before that task is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#release();
    });
  }

  /** `moveBefore` keeps everything but the place, and the place decides which provider is nearest. */
  connectedMoveCallback(): void {
    this.#resolve();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // Also on the first update: only then Lit hands over a property that was set before the element was defined.
    if (this.#linked && this.provider !== this.#resolvedId) this.#resolve();
  }

  /** What the element cannot do without and does not have; null when it has all. */
  protected missing(): Problem | null {
    if (this.#link.found) return null;
    if (this.provider !== '') {
      return {
        code: 'no-provider',
        message: `No provider with the id "${this.provider}" was found.`,
        remedy: `Give a <live-provider> the id "${this.provider}", or correct the provider attribute.`,
        permanent: true,
      };
    }
    return {
      code: 'no-provider',
      message: 'No provider was found for this element.',
      remedy: 'Put it inside a <live-provider>, name one with provider="id", or give one the attribute page.',
      permanent: true,
    };
  }

  /** Starts or ends the wait for what is missing. */
  protected checkAbsence(): void {
    if (!this.#linked) return;
    if (this.missing()) {
      this.#patience.begin(this.clock, () => this.#patienceEnded());
      return;
    }
    this.#patience.end();
    if (this.absence) {
      this.absence = null;
      this.requestUpdate();
    }
  }

  /** The connection is another one, or none. Called only when it differs. */
  protected connectionChanged(): void {
    this.requestUpdate();
  }

  /** The connection's status, error or next try changed. */
  protected connectionStateChanged(): void {}

  /** The element left the page for good: give up what was claimed. */
  protected released(): void {}

  #resolve(): void {
    this.#resolvedId = this.provider;
    this.#link.resolve(this.provider);
    this.checkAbsence();
  }

  #patienceEnded(): void {
    const missing = this.missing();
    if (!missing) return;
    this.absence = missing;
    report(this, missing);
    this.requestUpdate();
  }

  #connectionArrived(connection: LiveConnection | undefined): void {
    this.checkAbsence();
    if (connection === this.connection) return;
    this.#stopObserving?.();
    this.connection = connection;
    this.#stopObserving = connection?.observe(() => this.connectionStateChanged());
    this.connectionChanged();
  }

  #release(): void {
    this.#linked = false;
    this.#patience.end();
    this.#link.release();
    this.released();
  }
}
