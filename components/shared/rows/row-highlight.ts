/**
 * Lights up what changed, so that a reader sees it happen. Animations touch no DOM, and only rows on screen get one.
 *
 * An IntersectionObserver says which are: measuring a row right after it changed would make the browser lay out the
 * page once more for every event. When much changes, nothing is lit: it would tell nobody anything and cost every frame.
 */
import { pageMoment } from '../element/page-moment.ts';
import type { Patch } from '../../../src/sync/patch.ts';

/** Steps within a second from which on they are too many to follow. */
const most = 6;
const second = 1000;
const duration = 1600;

let reduced: MediaQueryList | undefined;
const reducedMotion = (): boolean => (reduced ??= matchMedia('(prefers-reduced-motion: reduce)')).matches;

export class RowHighlight {
  readonly #elementOf: (key: string) => HTMLElement | undefined;
  /** Rows that changed, and the columns; null: the row as a whole. */
  readonly #changed = new Map<Element, ReadonlySet<PropertyKey> | null>();
  #observer: IntersectionObserver | undefined;
  #since = 0;
  #steps = 0;

  constructor(elementOf: (key: string) => HTMLElement | undefined) {
    this.#elementOf = elementOf;
  }

  /** Patches that were just applied. */
  show<Row>(patches: readonly Patch<Row>[]): void {
    // Cheaper to ask for than the clock.
    const now = Number(pageMoment.frame);
    if (now - this.#since > second) {
      this.#since = now;
      this.#steps = 0;
    }
    this.#steps += patches.length;
    if (this.#steps > most || pageMoment.hidden || reducedMotion()) return;
    for (const patch of patches) {
      // A step of the window alone (refill, one more page) is no change of the table.
      if (patch.type === 'reset' || !patch.change) continue;
      if (patch.type === 'insert') this.#watch(patch.key, null);
      else if (patch.type === 'update') this.#watch(patch.key, patch.changed);
    }
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#changed.clear();
  }

  #watch(key: string, columns: ReadonlySet<PropertyKey> | null): void {
    const element = this.#elementOf(key);
    if (!element) return;
    this.#changed.set(element, columns);
    this.#observer ??= new IntersectionObserver((entries) => this.#seen(entries));
    this.#observer.observe(element);
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      this.#observer?.unobserve(target);
      const columns = this.#changed.get(target);
      if (this.#changed.delete(target) && isIntersecting) light(target, columns ?? null);
    }
  }
}

/** The changed fields; the row itself when it is new, or shows none of them. */
function light(row: Element, columns: ReadonlySet<PropertyKey> | null): void {
  const fields = [...(columns ?? [])].flatMap((column) => [
    ...row.querySelectorAll(`[part~='field-${CSS.escape(String(column))}']`),
  ]);
  if (fields.length === 0) row.animate({ backgroundColor: 'var(--_highlight)', offset: 0 }, duration);
  const lit = { backgroundColor: 'var(--_highlight)', boxShadow: '0 0 0 0.2em var(--_highlight)', offset: 0 };
  for (const field of fields) field.animate(lit, duration);
}
