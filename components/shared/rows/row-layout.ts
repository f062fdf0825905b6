/**
 * Decides how a list's rows look: by `renderRow`, by a `<template>` named by its id, by one among the element's
 * children, or as the element draws them itself. Each may come, go or change while rows are shown.
 */
import { render } from 'lit';
import type { Problem } from '../../../src/domain/status.ts';
import type { Clock } from '../../../src/page/clock.ts';
import { elementById, watchElementById } from '../../../src/page/element-by-id.ts';
import { watchFormats } from '../../../src/template/format-registry.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { RowInstance } from '../../../src/template/row-instance.ts';
import { agesWithTime, compileTemplate } from '../../../src/template/row-template.ts';
import type { RowTemplate } from '../../../src/template/row-template.ts';
import {
  formatFailed,
  renderFailed,
  templateProblems,
  unknownTemplate,
} from '../../../src/template/template-problems.ts';
import { Patience } from '../element/patience.ts';
import { sheetFor } from '../element/adopted-styles.ts';
import { drawable } from './row-answer.ts';
import { report } from '../element/tell.ts';

/** Draws one row. `previous` is what it answered for the same row before: answer it again to patch it in place. */
export type RenderRow<Row> = (row: Row, previous: unknown) => unknown;

export interface RowLayoutOptions<Row> {
  readonly host: HTMLElement;
  readonly clock: () => Clock;
  readonly context: () => FormatContext;
  /** The element's own layout; `former` is the row that it drew in the same place before, if it did. */
  readonly own: (row: Row, former: Row | null) => unknown;
  /** The layout is another one, or reads differently: every row is to be painted again. */
  readonly changed: () => void;
}

export class RowLayout<Row extends object> {
  readonly #options: RowLayoutOptions<Row>;
  readonly #patience = new Patience();
  #instances = new WeakMap<Element, RowInstance>();
  readonly #answers = new WeakMap<Element, unknown>();
  /** The row's element that each of renderRow's nodes stands in. */
  readonly #owners = new WeakMap<Node, Element>();
  readonly #fresh = new Set<Element>();
  readonly #told = new Set<string>();
  #id = '';
  #renderRow: RenderRow<Row> | null = null;
  #template: RowTemplate | null = null;
  #checked: RowTemplate | null = null;
  #sheet: CSSStyleSheet | undefined;
  #styles = '';
  #stops: (() => void)[] = [];

  constructor(options: RowLayoutOptions<Row>) {
    this.#options = options;
  }

  /** Takes what the author asks for now, and watches for what he means to come. Called before every render. */
  use(templateId: string, renderRow: RenderRow<Row> | null): void {
    if (renderRow !== this.#renderRow) {
      this.#renderRow = renderRow;
      // What was cloned has left the rows in the meantime.
      this.#instances = new WeakMap();
      this.#options.changed();
    }
    // Another document may have dropped the sheet.
    this.#adopt(this.#styles);
    if (this.#stops.length > 0 && templateId === this.#id) return;
    this.stop();
    this.#id = templateId;
    if (this.#options.host.isConnected) this.#watch();
    this.#look();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#patience.end();
  }

  /** Draws what stands in a row's element. A row that cannot be drawn as the author says must not keep others from it. */
  draw(row: Row, place: HTMLElement, former: Row | null): void {
    if (this.#renderRow) {
      try {
        render(this.#rendered(this.#renderRow, row, place), place);
        return;
      } catch (error) {
        this.#tell(renderFailed(error), 'renderRow');
      }
    }
    // Where renderRow fails, what stands there may be what it answered for the row before.
    render(this.#filled(row, place) ?? this.#options.own(row, this.#renderRow ? null : former), place);
  }

  /** Time went on. */
  tick(): void {
    if (this.#template && agesWithTime(this.#template)) this.#options.changed();
  }

  #rendered(renderRow: RenderRow<Row>, row: Row, place: Element): unknown {
    const answer = renderRow(row, this.#answers.get(place));
    const drawn = drawable(answer);
    if (drawn === undefined)
      throw new TypeError(`it answered ${typeof answer === 'object' ? 'a promise' : typeof answer}`);
    if (answer instanceof Node) {
      // Drawn here, it would vanish from the row it stands in.
      const owner = this.#owners.get(answer) ?? place;
      if (owner !== place && (owner.isConnected || this.#fresh.has(owner)))
        throw new TypeError('it answered the same node for two rows');
      this.#owners.set(answer, place);
      if (!place.isConnected) this.#remember(place);
    }
    this.#answers.set(place, answer);
    return drawn;
  }

  /** Drawn before it is put into the page, a row's element looks like that of a row which has left. */
  #remember(place: Element): void {
    if (this.#fresh.size === 0) queueMicrotask(() => this.#fresh.clear());
    this.#fresh.add(place);
  }

  #filled(row: Row, place: Element): unknown {
    const template = this.#template;
    if (!template) return null;
    if (this.#checked !== template) {
      this.#checked = template;
      for (const problem of templateProblems(template, row)) this.#tell(problem);
    }
    let instance = this.#instances.get(place);
    if (instance?.template !== template) this.#instances.set(place, (instance = new RowInstance(template)));
    instance.update(row, this.#options.context(), (format, error) => {
      this.#tell(formatFailed(format, error), format);
    });
    // Lit inserts the fragment once: answered again, it is the same, and what came out of it is left alone.
    return instance.fragment;
  }

  #watch(): void {
    const { host } = this.#options;
    const observer = new MutationObserver(() => this.#look());
    observer.observe(host, { subtree: true, childList: true });
    const parsed = (): void => this.#look();
    host.ownerDocument.addEventListener('DOMContentLoaded', parsed, { once: true });
    this.#stops.push(
      () => observer.disconnect(),
      () => host.ownerDocument.removeEventListener('DOMContentLoaded', parsed),
      watchFormats(() => this.#template && this.#options.changed()),
    );
    if (this.#id !== '') this.#stops.push(watchElementById(host, this.#id, () => this.#look()));
  }

  #look(): void {
    const source = this.#source();
    const template = source && isParsed(source) ? compileTemplate(source) : null;
    if (template === this.#template) return;
    this.#template = template;
    this.#adopt(template?.styles.trim() ?? '');
    this.#options.changed();
  }

  #source(): Element | null {
    const { host, clock } = this.#options;
    if (this.#id === '') return childTemplate(host);
    const named = elementById(host, this.#id);
    if (named) this.#patience.end();
    else if (host.isConnected) this.#patience.begin(clock(), () => this.#tell(unknownTemplate(this.#id)));
    return named ?? childTemplate(host);
  }

  /** A template's styles, once for the list; a strict Content-Security-Policy allows sheets where it forbids elements. */
  #adopt(styles: string): void {
    const { host } = this.#options;
    const sheets = host.shadowRoot?.adoptedStyleSheets;
    const kept = this.#sheet && sheets?.includes(this.#sheet);
    if (!sheets || (styles === this.#styles && (kept || styles === ''))) return;
    this.#styles = styles;
    if (kept) this.#sheet?.replaceSync(styles);
    else sheets.push((this.#sheet = sheetFor(host, styles)));
  }

  /** What concerns the same thing is told once, however the words differ from row to row. */
  #tell(problem: Problem, about = problem.message): void {
    if (this.#told.has(about)) return;
    this.#told.add(about);
    report(this.#options.host, problem);
  }
}

/** Anywhere among the element's descendants, for editors wrap what they are given; but not one of an element inside. */
function childTemplate(host: HTMLElement): Element | null {
  for (const template of host.querySelectorAll('template')) {
    let owner = template.parentElement;
    while (owner && owner !== host && !owner.localName.includes('-')) owner = owner.parentElement;
    if (owner === host) return template;
  }
  return null;
}

/** While the page is being parsed an element may be there and its inside still on the way; what follows it tells. */
function isParsed(element: Element): boolean {
  if (element.ownerDocument.readyState !== 'loading') return true;
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return true;
  return false;
}
