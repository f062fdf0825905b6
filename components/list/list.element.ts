import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Problem } from '../../src/domain/status.ts';
import { termIn } from '../../src/page/words/term.ts';
import { text } from '../../src/template/formats.ts';
import { field, link } from '../shared/rows/fields.ts';
import { RowList } from '../shared/list/row-list.ts';
import { isAddress, plainValue, titleField } from './plain-value.ts';
import { listStyles } from './list.styles.ts';

/** A row of a table nobody knows beforehand. */
export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * The rows of any table, laid out by a `<template>`; without one, every row is a list of its fields.
 *
 * @customElement live-list
 * @summary Live rows of any table.
 *
 * @csspart row-fields - The fields below the title, when there is no template.
 * @csspart row-label - The name of a field.
 * @cssprop [--live-list-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-list-column-size=9em] - How wide a column of fields is at least.
 */
export class LiveList extends RowList<AnyRow> {
  static override styles: CSSResultGroup = [RowList.styles, listStyles];

  protected override get ownTable(): string {
    return '';
  }

  protected override missing(): Problem | null {
    const missing = super.missing();
    if (missing || this.table) return missing;
    return {
      code: 'bad-attribute',
      message: 'The attribute table is missing.',
      remedy: 'Name the table whose rows are to be shown.',
      permanent: true,
    };
  }

  protected override spoken(row: AnyRow): string {
    return text(row[titleField(row, this.#keys)]);
  }

  protected override row(row: AnyRow): TemplateResult {
    const title = titleField(row, this.#keys);
    const others = Object.keys(row).filter((name) => name !== title && !this.#keys.includes(name));
    return html`<div part="row-content">
      <div part=${field(title)} class="list-field line title long">${this.#value(title, row)}</div>
      <dl part="row-fields">
        ${others.map((name) => {
          const shown = plainValue(row[name], this.formatContext);
          return html`<div ?hidden=${shown === ''}>
            <dt part="row-label">${termIn(this.say, name)}</dt>
            <dd part=${field(name)} class="list-field long">
              ${isAddress(row[name]) ? link(name, shown, row[name]) : shown}
            </dd>
          </div>`;
        })}
      </dl>
    </div>`;
  }

  #value(name: string, row: AnyRow): string {
    return plainValue(row[name], this.formatContext, true) || this.say.untitled;
  }

  /** Keys tell rows apart, not readers what they read. */
  get #keys(): readonly string[] {
    return (this.primaryKey || 'id').split(',').map((name) => name.trim());
  }
}
