/**
 * Broadcast from the database: the changes that triggers send on private topics, as `source="broadcast"` hears them.
 *
 * The message is the one `realtime.broadcast_changes` writes (transcript h-broadcast-presence); a trigger that sends
 * less of the row, as a partner's does, writes the same with fewer columns.
 */
import type { Problem } from '../domain/status.ts';
import { partnerOf } from './token-claims.ts';
import type { ChangePayload, TableBinding } from './transport.ts';

/** Where a table's changes are sent, to whoever reads it with this token: a partner has a topic of its own. */
export function broadcastTopic({ schema, table }: TableBinding, token: string | null): string {
  const partner = partnerOf(token);
  return `livetags:${schema}.${table}${partner === null ? '' : `:${partner}`}`;
}

/** What a message says, in the shape of a change; `toRowEvent` tells whether it is one. */
export function broadcastChange(message: unknown, { schema, table }: TableBinding): ChangePayload {
  const { operation, record, old_record, errors } = (message ?? {}) as Record<string, unknown>;
  return {
    eventType: String(operation),
    schema,
    table,
    commit_timestamp: null, // No message tells it.
    new: (record ?? {}) as ChangePayload['new'],
    old: (old_record ?? {}) as ChangePayload['old'],
    errors: Array.isArray(errors) ? (errors as string[]) : null,
  };
}

/** Seen on the wire (transcript d-rls): a DELETE is checked against no policy. */
export const partnerOnChanges: Problem = {
  code: 'partner-on-changes',
  message: 'With source="changes" the keys of deleted rows reach every reader of the table, so other partners\' too.',
  remedy: 'Write source="broadcast" on the provider of a partner; docs/partner.md has the SQL.',
  permanent: false,
};
