/** Base of the elements that stand in running text and say one thing about a table's rows. */
import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Problem, RowsStatus } from '../../../src/domain/status.ts';
import { hostStyles } from './host.styles.ts';
import { inlineStyles } from './inline-element.styles.ts';
import { RowsElement } from './rows-element.ts';
import { report } from './tell.ts';
import { tokensStyles } from './tokens.styles.ts';

const statuses: readonly RowsStatus[] = ['loading', 'live', 'stale', 'error'];

export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * @slot - Shown while there is nothing to say.
 * @csspart value - What is said.
 * @cssState loading - Nothing to say yet.
 * @cssState live - What is said is what the table holds.
 * @cssState stale - It stands, but the stream is not known to flow.
 * @cssState error - A person is needed.
 */
export abstract class InlineElement extends RowsElement<AnyRow> {
  static override styles: CSSResultGroup = [tokensStyles, hostStyles, inlineStyles];

  readonly #told = new Set<string>();

  protected override get ownTable(): string {
    return '';
  }

  /** True when rows were read, and may be spoken of. */
  protected get known(): boolean {
    return this.status === 'live' || this.status === 'stale';
  }

  /** What is said; null while there is nothing to say. */
  protected abstract said(): string | null;

  /** Parts of the value beside `value`. */
  protected valueParts(): string {
    return '';
  }

  /** The primary key's columns. */
  protected get keyColumns(): readonly string[] {
    return (this.primaryKey || 'id').split(',').map((name) => name.trim());
  }

  protected override missing(): Problem | null {
    const missing = super.missing();
    return missing ?? (this.table ? null : missingAttribute('table', 'Name the table to read.'));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    this.states.setOne(statuses, this.status);
  }

  /** What concerns the same thing is told once, however its words differ. */
  protected tellOnce(problem: Problem, about = problem.message): void {
    if (this.#told.has(about)) return;
    this.#told.add(about);
    report(this, problem);
  }

  protected override render(): TemplateResult {
    const said = this.said();
    const { error } = this;
    return html`<span part="value ${this.valueParts()}" class="value" ?hidden=${said === null}>${said ?? ''}</span
      ><span class="nothing" ?hidden=${said !== null} title=${error ? `${error.message} ${error.remedy}` : ''}
        ><slot>–</slot></span
      >`;
  }
}

export function missingAttribute(name: string, remedy: string): Problem {
  return { code: 'bad-attribute', message: `The attribute ${name} is missing.`, remedy, permanent: true };
}
