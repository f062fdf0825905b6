/** Hands focus on when a piece of a list's frame vanishes under it: a button that did its work, a part that is over. */
import { focusOn, nextRow } from '../rows/row-focus.ts';

const heirs = ['list', 'empty', 'loading', 'error'];

export class FrameFocus {
  #active: Element | null = null;
  #last: Element | null = null;

  /** More rows are asked for: who asked goes on with the first of them. */
  moreAsked(list: Element | undefined): void {
    this.#last = list?.lastElementChild?.lastElementChild ?? null;
  }

  /** The frame is about to be drawn. Chrome drops the focus of what is hidden at once. */
  remember(host: Element): void {
    this.#active = focusedUnder(host);
  }

  /** The frame was drawn. */
  handOn(host: Element): void {
    const active = this.#active;
    if (!active || active.checkVisibility()) return;
    const parts = heirs.map((name) => host.shadowRoot!.querySelector<HTMLElement>(`[part~='${name}']`));
    const further = active.part.contains('more') && this.#last?.isConnected ? nextRow(this.#last, 1) : null;
    const heir = further ?? parts.find((part) => part?.checkVisibility());
    if (heir) focusOn(heir, { preventScroll: true });
  }
}

/** In the shadow root, or in what the page has put into a slot. */
function focusedUnder(host: Element): Element | null {
  const { activeElement } = host.getRootNode() as Document | ShadowRoot;
  return host.shadowRoot?.activeElement ?? (host.contains(activeElement) ? activeElement : null);
}
