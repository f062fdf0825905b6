/**
 * Base of every element that draws from a provider: finds it, keeps it through moves, tells its states to CSS, and says
 * when something it waits for does not come.
 */
import { LitElement, isServer } from 'lit';
import { property } from 'lit/decorators.js';
import type { LiveConnection } from '../../../src/contexts.ts';
import type { Problem } from '../../../src/domain/status.ts';
import { systemClock } from '../../../src/page/clock.ts';
import type { Clock } from '../../../src/page/clock.ts';
import type { SomeWords, Words } from '../../../src/page/words/words.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { tellSlips } from './attribute-slips.ts';
import { adoptStylesAgain } from './adopted-styles.ts';
import { ElementStates } from './element-states.ts';
import type { ElementEvents, Listen } from './event-types.ts';
import { Language, wordsFromAttribute } from './language.ts';
import { Patience } from './patience.ts';
import { ProviderLink } from './provider-link.ts';
import { takeOver } from './take-over.ts';
import { report } from './tell.ts';

export abstract class LiveElement extends LitElement {
  declare addEventListener: Listen<this, ElementEvents>;
  declare removeEventListener: Listen<this, ElementEvents>;

  /** Id of the provider to use, when it is not an ancestor. */
  @property() provider = '';

  /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
  @property({ type: Object, converter: { fromAttribute: wordsFromAttribute } }) words: SomeWords | null = null;

  /** @internal Tests put their own here. */
  clock: Clock = systemClock;

  /** undefined while there is no provider, or it has not what it needs. */
  protected connection: LiveConnection | undefined;
  /** What did not come although there was time enough. */
  protected absence: Problem | null = null;

  protected readonly states = new ElementStates(this);
  readonly #language = new Language(this, () => this.languageChanged());
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
    this.#language.start();
    this.#linked = true;
    this.#resolve();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return takeOver(this) ?? super.createRenderRoot();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the page is a disconnect and a connect in one task: nothing is given up before that task is over.
    queueMicrotask(() => {
      if (!this.isConnected) this.#release();
    });
  }

  adoptedCallback(): void {
    adoptStylesAgain(this);
  }

  /** `moveBefore` keeps everything but the place, and the place decides which provider is nearest. */
  connectedMoveCallback(): void {
    this.#language.start();
    this.#resolve();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // Also on the first update: only then Lit hands over a property that was set before the element was defined.
    if (this.#linked && this.provider !== this.#resolvedId) this.#resolve();
    if (changed.has('timeZone') || changed.has('words')) this.#language.use(this.timeZone, this.words);
  }

  protected override firstUpdated(changed: Map<PropertyKey, unknown>): void {
    super.firstUpdated(changed);
    tellSlips(this);
  }

  /** The reader's language, for `Intl`. */
  protected get locale(): string | undefined {
    return this.#language.locale;
  }

  /** The words the element shows. */
  protected get say(): Words {
    return this.#language.words;
  }

  /** What formats know of the reader and the moment. */
  protected get formatContext(): FormatContext {
    return this.#language.context(this.clock);
  }

  /** Language, time zone or words are others: what was written is to be written again. */
  protected languageChanged(): void {
    this.requestUpdate();
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
    this.#language.look();
    this.#stopObserving = connection?.observe(() => this.connectionStateChanged());
    this.connectionChanged();
  }

  #release(): void {
    this.#linked = false;
    this.#language.stop();
    this.#patience.end();
    this.#link.release();
    this.released();
  }
}
