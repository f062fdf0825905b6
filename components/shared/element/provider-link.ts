/**
 * Ties an element to its provider, in the order `provider="id"` → nearest ancestor → the page's own, and keeps the tie
 * true while providers come late, are replaced, or the element moves.
 *
 * The last two need no code here: an ancestor answers a request on its way up, the page's provider answers what
 * reached the document, and the ContextRoot (`src/page/define.ts`) repeats unanswered requests when a provider comes.
 */
import { ContextEvent } from '@lit/context';
import { connectionContext } from '../../../src/contexts.ts';
import type { LiveConnection } from '../../../src/contexts.ts';
import { elementById, watchElementById } from '../../../src/page/element-by-id.ts';

export class ProviderLink {
  readonly #element: HTMLElement;
  readonly #changed: (connection: LiveConnection | undefined) => void;
  #id = '';
  #asking = false;
  #unsubscribe: (() => void) | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(element: HTMLElement, changed: (connection: LiveConnection | undefined) => void) {
    this.#element = element;
    this.#changed = changed;
  }

  /** True when a provider answered, be it only to say "not yet". */
  get found(): boolean {
    return this.#unsubscribe !== undefined;
  }

  /** Looks again from where the element stands now. Keeps the present tie when the same provider answers. */
  resolve(id: string): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#id = id;
    if (id === '') {
      this.#ask(this.#element);
      return;
    }
    this.#stopWatching = watchElementById(this.#element, id, (element) => this.#askNamed(element));
    this.#askNamed(elementById(this.#element, id));
  }

  release(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#letGo();
  }

  #askNamed(element: Element | null): void {
    if (!element) {
      this.#letGo();
      return;
    }
    // An element that is not defined yet would let the request pass on to the wrong provider.
    const defined = !element.localName.includes('-') || element.matches(':defined');
    if (defined) this.#ask(element);
    else void customElements.whenDefined(element.localName).then(() => this.#askNamedAgain(element));
  }

  #askNamedAgain(element: Element): void {
    const wanted = this.#stopWatching !== undefined && elementById(this.#element, this.#id) === element;
    if (wanted) this.#ask(element);
  }

  #ask(target: Element): void {
    const before = this.#unsubscribe;
    let answered = false;
    const answer = this.#answer;
    this.#asking = true;
    this.#onAnswer = () => (answered = true);
    target.dispatchEvent(new ContextEvent(connectionContext, this.#element, answer, true));
    this.#asking = false;
    this.#onAnswer = undefined;
    if (!answered && before) this.#letGo();
  }

  #onAnswer: (() => void) | undefined;

  /** One function for every request: a ContextRoot holds it weakly and tells repeated requests by it. */
  readonly #answer = (connection: LiveConnection | undefined, unsubscribe?: () => void): void => {
    this.#onAnswer?.();
    if (unsubscribe !== this.#unsubscribe) {
      // A provider chosen by id is not exchanged for an ancestor that announces itself later.
      if (this.#id !== '' && !this.#asking) {
        unsubscribe?.();
        return;
      }
      this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
    }
    this.#changed(connection);
  };

  #letGo(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#changed(undefined);
  }
}
