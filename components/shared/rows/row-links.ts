/**
 * Rows that lead somewhere: every row holds one link, or one button, that fills it and is named for it.
 *
 * It lies below what the row shows, so that text can be selected and the row's own links and buttons work. A click on
 * text is handed on to it as the same click, and what becomes of that (here, a new tab, a new window) is the browser's.
 */
import type { Problem } from '../../../src/domain/status.ts';
import { parseAddress } from './row-address.ts';
import type { RowAddress } from './row-address.ts';
import { report } from '../element/tell.ts';

/** What `live-row-click` tells. */
export interface RowClick<Row> {
  readonly row: Row | undefined;
  readonly key: string | undefined;
  /** The click, or the key press that the browser made one of. */
  readonly originalEvent: MouseEvent;
}

export interface RowLinksOptions<Row> {
  readonly host: HTMLElement;
  /** How a row reads aloud. */
  readonly name: (row: Row) => string;
  readonly rowOf: (element: Element) => Row | undefined;
  /** Every row is to be painted again. */
  readonly changed: () => void;
}

const interactive =
  'a, button, input, select, textarea, label, summary, audio, video, iframe, [tabindex], [contenteditable]';

export class RowLinks<Row extends object> {
  readonly #options: RowLinksOptions<Row>;
  readonly #controls = new WeakMap<EventTarget, HTMLElement>();
  readonly #told = new Set<string>();
  #href = '';
  #clickable = false;
  #address: RowAddress | null = null;
  #list: HTMLElement | undefined;
  /** The click on text that is being handed on. */
  #original: MouseEvent | undefined;

  constructor(options: RowLinksOptions<Row>) {
    this.#options = options;
  }

  /** Takes what the author asks for now. Called before every render. */
  use(list: HTMLElement, href: string, clickable: boolean): void {
    if (href === this.#href && clickable === this.#clickable) return;
    this.#href = href;
    this.#clickable = clickable;
    const { address, problem } = parseAddress(href);
    this.#address = address;
    if (problem) this.#tell(problem);
    list.classList.toggle('linked', clickable || address !== null);
    if (!this.#list) {
      for (const type of ['click', 'auxclick']) list.addEventListener(type, this.#clicked);
      list.addEventListener('keydown', this.#pressed);
    }
    this.#list = list;
    this.#options.changed();
  }

  /** Brings a row's control up to date; costs nothing while no rows lead anywhere. */
  update(row: Row, element: HTMLElement): void {
    if (!this.#list) return;
    const href = this.#hrefOf(row);
    const tag = href !== null ? 'a' : this.#clickable ? 'button' : '';
    let control = this.#controls.get(element);
    if (control && control.localName !== tag) {
      control.remove();
      control = undefined;
      this.#controls.delete(element);
    }
    if (tag === '') return;
    if (!control) {
      control = newControl(tag);
      this.#controls.set(element, control);
      // What Lit renders begins with a marker of its own and stays behind it.
      element.prepend(control);
    }
    if (href !== null) write(control, 'href', href);
    write(control, 'aria-label', this.#options.name(row));
  }

  #hrefOf(row: Row): string | null {
    if (!this.#address) return null;
    const { href, problem } = this.#address(row);
    if (problem) this.#tell(problem);
    return href;
  }

  readonly #clicked = (event: Event): void => {
    const path = event.composedPath();
    const place = path.findIndex((target) => this.#controls.has(target));
    if (place === -1 || !(event instanceof MouseEvent) || event.defaultPrevented) return;
    const element = path[place] as HTMLElement;
    const control = this.#controls.get(element)!;
    if (path[0] === control) this.#activated(event, element, control);
    else if (!path.slice(0, place).some(isInteractive) && !hasSelection(control)) this.#handOn(event, control);
  };

  /** Enter on a row that has the focus itself, as the articles of a feed do, is Enter on what fills it. */
  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.#controls.get(event.composedPath()[0]!)?.click();
  };

  #activated(event: MouseEvent, element: HTMLElement, control: HTMLElement): void {
    if (event.type !== 'click' || (control.localName === 'a' && isModified(event))) return;
    const detail: RowClick<Row> = {
      row: this.#options.rowOf(element),
      key: element.dataset.key,
      originalEvent: this.#original ?? event,
    };
    const told = new CustomEvent('live-row-click', { detail, cancelable: true });
    if (!this.#options.host.dispatchEvent(told)) event.preventDefault();
  }

  #handOn(event: MouseEvent, control: HTMLElement): void {
    const middle = event.button === 1;
    if (event.button > 1 || (middle && control.localName !== 'a')) return;
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    this.#original = event;
    // A middle click is to open what a click with the platform's key for "new tab" opens.
    control.dispatchEvent(
      new MouseEvent('click', {
        bubbles: true,
        cancelable: true,
        ctrlKey: ctrlKey || middle,
        metaKey: metaKey || middle,
        shiftKey,
        altKey,
      }),
    );
    this.#original = undefined;
  }

  #tell(problem: Problem): void {
    if (this.#told.has(problem.message)) return;
    this.#told.add(problem.message);
    report(this.#options.host, problem);
  }
}

function newControl(tag: 'a' | 'button'): HTMLElement {
  const control = document.createElement(tag);
  control.className = 'row-link';
  control.setAttribute('part', 'row-link');
  if (control instanceof HTMLButtonElement) control.type = 'button';
  return control;
}

function write(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.matches(interactive);
}

function isModified({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey || altKey;
}

/** Somebody who has just selected text did not mean to go anywhere. Chromium tells it by the shadow root. */
function hasSelection(control: Element): boolean {
  const root = control.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  return (root.getSelection?.() ?? document.getSelection())?.toString() !== '';
}
