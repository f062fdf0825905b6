import { property } from 'lit/decorators.js';
import type { QuerySpec } from '../../src/contexts.ts';
import type { Problem } from '../../src/domain/status.ts';
import { ticker } from '../../src/page/ticker.ts';
import { evaluate, parseExpression } from '../../src/template/expression.ts';
import type { Expression } from '../../src/template/expression.ts';
import { field } from '../../src/template/field-parts.ts';
import { watchFormats } from '../../src/template/format-registry.ts';
import { text } from '../../src/template/formats.ts';
import { expressionProblems, formatFailed } from '../../src/template/template-problems.ts';
import { InlineElement, missingAttribute } from '../shared/element/inline-element.ts';

/** Ages are told in minutes, so twice a minute is often enough. */
const ageRhythm = 30_000;

/**
 * One field of one row, in running text.
 *
 * @customElement live-value
 * @summary A live value of one row.
 *
 * @csspart field - The value too; also `field-<name>` and `<name>`.
 */
export class LiveValue extends InlineElement {
  /** The row's key; the values of a composite one joined by commas. Without it, the first row of `filter` and `order`. */
  @property({ attribute: 'row-id' }) rowId = '';

  /** The field to show, or a path into it: `price`, `address.city`. */
  @property() field = '';

  /** Formats as in templates: `currency:EUR`, `relative`, `number:2`. */
  @property() format = '';

  #stops: (() => void)[] = [];
  /** Found while the value was made, told when it stands. */
  readonly #problems = new Map<string, Problem>();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#stops.length > 0) return;
    const again = (): void => this.requestUpdate();
    this.#stops = [ticker.every(ageRhythm, again), watchFormats(again)];
  }

  protected override released(): void {
    super.released();
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  protected override missing(): Problem | null {
    const missing = super.missing();
    if (missing) return missing;
    if (!this.field) return missingAttribute('field', 'Name the field to show.');
    if (!this.rowId && !this.filter && !this.order) {
      return missingAttribute('row-id', 'Give it the key of the row, or a filter or an order whose first row it is.');
    }
    if (this.#expression) return null;
    return {
      code: 'bad-attribute',
      message: `field="${this.field}" format="${this.format}" cannot be read.`,
      remedy: 'Write a field such as price, and a format such as currency:EUR.',
      permanent: true,
    };
  }

  protected override ownFilter(): string {
    if (!this.rowId) return '';
    const columns = this.keyColumns;
    const values = columns.length === 1 ? [this.rowId] : this.rowId.split(',');
    return columns.map((column, index) => `${column}=eq.${quoted(values[index]?.trim() ?? '')}`).join();
  }

  protected override get spec(): QuerySpec {
    return { ...super.spec, limit: 1 };
  }

  protected override valueParts(): string {
    const name = this.field.trim().replaceAll('.', '-');
    return /^[\w-]+$/.test(name) ? field(name) : '';
  }

  protected override said(): string | null {
    this.#problems.clear();
    const row = this.known ? this.liveRows?.rows[0] : undefined;
    const expression = this.#expression;
    if (!row || !expression) return null;
    for (const problem of expressionProblems(expression, row)) this.#problems.set(problem.message, problem);
    const value = evaluate(expression, row, this.formatContext, (format, error) => {
      this.#problems.set(format, formatFailed(format, error));
    });
    return text(value) === '' ? null : text(value);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    for (const [about, problem] of this.#problems) this.tellOnce(problem, about);
  }

  get #expression(): Expression | null {
    return parseExpression([this.field, this.format].filter(Boolean).join('|'));
  }
}

/** A key may hold what has a meaning in filters. */
function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
}
