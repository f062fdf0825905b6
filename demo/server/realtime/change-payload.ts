/**
 * What a change looks like on the wire: which columns a subscription is shown of it, and the JSON of `data`, in the real
 * server's shape and order of keys (transcripts a-*, d-rls, e-errors, n-*).
 */
import { entryOf } from './collections.ts';
import * as errors from './errors.ts';
import type { RecordText } from './record-text.ts';
import type { Relation } from './relations.ts';
import type { Subscription } from './subscriptions.ts';

/** A captured row, its values apart. */
export interface Change {
  id: number;
  relation: number;
  type: 'INSERT' | 'UPDATE' | 'DELETE';
  committed_at: string;
}

/** What one group of subscriptions is shown of a kind of change: shared, so that its text is made once. */
export interface View {
  hidden: string[];
  columns: string;
  error: string | null;
}

/** Why a subscriber gets the bare fact of a change and none of its values. A DELETE is never refused. */
export function rowError(relation: Relation, type: Change['type'], role: string): string | null {
  if (type === 'DELETE') return null;
  const keys = relation.columns.filter(({ isKey }) => isKey);
  if (keys.length === 0) return errors.noPrimaryKey;
  const selectable = relation.selectable.get(role);
  return keys.every(({ name }) => selectable?.has(name)) ? null : errors.unauthorizedRow;
}

export function viewsOf(relation: Relation): (subscription: Subscription, type: Change['type']) => View {
  const views = new Map<string, View>();
  return ({ claims: { role }, select }, type) => {
    // Row level security cannot be asked about a row that is gone: only its key is told (transcript d-rls).
    const keyOnly = type === 'DELETE' && relation.hasRowSecurity;
    return entryOf(views, JSON.stringify([role, select, type]), () => {
      const selectable = relation.selectable.get(role);
      const shown = relation.columns.filter(
        ({ name, isKey }) => selectable?.has(name) && (isKey || select === null || select.includes(name)),
      );
      const values = new Set(shown.filter(({ isKey }) => isKey || !keyOnly));
      return {
        hidden: relation.columns.filter((column) => !values.has(column)).map(({ name }) => name),
        columns: `[${shown.map(({ name, type }) => `{"name": ${JSON.stringify(name)}, "type": ${JSON.stringify(type)}}`).join(', ')}]`,
        error: rowError(relation, type, role),
      };
    });
  };
}

export function dataText(relation: Relation, change: Change, columns: string, text: RecordText): string {
  const record = change.type === 'DELETE' ? '' : `"record":${text.record},`;
  const old = change.type === 'INSERT' ? '' : `,"old_record":${text.oldRecord}`;
  const error = text.isTooLarge ? `["${errors.payloadTooLarge}"]` : 'null';
  return (
    `{"table":${JSON.stringify(relation.table)},"type":"${change.type}",${record}"columns":${columns},"errors":${error},` +
    `"schema":${JSON.stringify(relation.schema)},"commit_timestamp":"${change.committed_at}"${old}}`
  );
}

export function refusedText(relation: Relation, change: Change, error: string): string {
  const old = change.type === 'UPDATE' ? ',"old_record":{}' : '';
  return (
    `{"table":${JSON.stringify(relation.table)},"type":"${change.type}","record":{},"columns":[],"errors":["${error}"],` +
    `"schema":${JSON.stringify(relation.schema)},"commit_timestamp":null${old}}`
  );
}
