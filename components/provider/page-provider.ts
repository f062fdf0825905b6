/** Lets a provider answer for the whole page: every request that no ancestor answered reaches the document. */
import { type ContextProvider } from '@lit/context';
import type { ContextEvent } from '@lit/context';
import { connectionContext } from '../../src/contexts.ts';

export class PageProvider {
  readonly #provider: ContextProvider<typeof connectionContext>;
  #serving = false;

  constructor(provider: ContextProvider<typeof connectionContext>) {
    this.#provider = provider;
  }

  /** Starts or stops. The first provider of the page wins; the others serve when it leaves. */
  serve(on: boolean, element: Element): void {
    if (on === this.#serving) return;
    this.#serving = on;
    if (on) document.addEventListener('context-request', this.#answer);
    else document.removeEventListener('context-request', this.#answer);
    // Those who asked are asked again: they may find a provider now, or another than this one.
    element.ownerDocument.dispatchEvent(new ProviderArrived(element));
  }

  readonly #answer = (request: Event): void => {
    const event = request as ContextEvent<typeof connectionContext>;
    if (event.context !== connectionContext) return;
    event.stopImmediatePropagation();
    this.#provider.onContextRequest(event);
  };
}

/** The event by which the context protocol announces a provider; @lit/context does not export its own. */
class ProviderArrived extends Event {
  readonly context = connectionContext;
  readonly contextTarget: Element;

  constructor(element: Element) {
    super('context-provider', { bubbles: true, composed: true });
    this.contextTarget = element;
  }
}
