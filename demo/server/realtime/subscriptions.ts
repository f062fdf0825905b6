/**
 * Who listens to which changes. A binding of a join becomes a subscription once the database has agreed to it: the
 * table is published, the filter's columns exist and its values are of their type (transcript e-errors).
 */
import type { Database, Statements } from '../database-port.ts';
import * as errors from './errors.ts';
import { filterCondition, listValues, parseFilters, type Filter } from './filters.ts';
import { readRelations, type Relation } from './relations.ts';
import { identifier } from './sql-text.ts';
import type { Claims } from './tokens.ts';

/** What `phx_join` asked for, as it came: it is echoed to the client with an id. */
export type Binding = Record<string, unknown>;

export type Action = '*' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The channel behind a subscription, as far as the feed of changes sees it. */
export interface Subscriber {
  deliver(type: Action, data: string, ids: number[]): void;
}

export interface Subscription {
  id: number;
  subscriber: Subscriber;
  claims: Claims;
  action: Action;
  relations: number[];
  filters: Filter[];
  select: string[] | null;
}

/** A subscription the server declines, with the message the client is told. */
export class SubscriptionError extends Error {
  override name = 'SubscriptionError';
}

interface ParsedBinding {
  id: number;
  action: Action;
  described: errors.DescribedBinding;
}

/** Stable for equal bindings in whatever channel, as on the real server (which uses Erlang's phash2). */
export function bindingId(binding: Binding): number {
  const text = JSON.stringify(Object.entries(binding).sort(([one], [other]) => (one < other ? -1 : 1)));
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash % 0x7fffffe) + 1;
}

export function parseBinding(binding: Binding): ParsedBinding {
  const { schema, table, event, filter, select } = binding;
  if (schema === undefined && table === undefined) throw new SubscriptionError(errors.noParameters(binding));
  if (select !== undefined && select !== null && !isStringList(select)) throw new SubscriptionError(errors.badSelect);
  const action = event === 'INSERT' || event === 'UPDATE' || event === 'DELETE' ? event : '*';
  return {
    id: bindingId(binding),
    action,
    described: {
      event: action,
      schema: typeof schema === 'string' ? schema : 'public',
      table: typeof table === 'string' ? table : '*',
      filters: typeof filter === 'string' && filter !== '' ? parseFilters(filter) : [],
      select: isStringList(select) ? select : null,
    },
  };
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export class Subscriptions {
  private readonly database: Database;
  private readonly watchesAll: boolean;
  private readonly bySubscriber = new Map<Subscriber, Subscription[]>();

  /** With `watchesAll`, what is written before a subscription but fetched after it is delivered, as by a real poll. */
  constructor(database: Database, watchesAll: boolean) {
    this.database = database;
    this.watchesAll = watchesAll;
  }

  get all(): Subscription[] {
    return [...this.bySubscriber.values()].flat();
  }

  /** Puts the subscriber's bindings in force, instead of those it had. Throws a SubscriptionError when one is bad. */
  async subscribe(subscriber: Subscriber, bindings: Binding[], claims: Claims, isWanted: () => boolean): Promise<void> {
    const parsed = bindings.map(parseBinding);
    const subscriptions: Subscription[] = [];
    await this.database.transaction(async (statements) => {
      for (const { id, action, described } of parsed) {
        const relations = await acceptBinding(statements, described, claims);
        const { filters, select } = described;
        subscriptions.push({ id, subscriber, claims, action, relations, filters, select });
      }
      if (!isWanted()) return;
      this.bySubscriber.set(subscriber, subscriptions);
      await this.watch(statements);
    });
  }

  async unsubscribe(subscriber: Subscriber): Promise<void> {
    if (this.bySubscriber.delete(subscriber)) await this.watch();
  }

  /** Tells the capture which tables anybody is interested in. */
  async watch(statements: Statements = this.database): Promise<void> {
    const wanted = this.watchesAll ? [0] : [...new Set(this.all.flatMap(({ relations }) => relations))];
    await statements.query(
      `with gone as (delete from _realtime.watched where relation <> all($1::oid[]))
       insert into _realtime.watched select unnest($1::oid[]) on conflict do nothing`,
      [wanted],
    );
  }
}

const PUBLISHED = `
  select class.oid::int8::int as oid
  from pg_publication_tables tables
  join pg_namespace namespace on namespace.nspname = tables.schemaname
  join pg_class class on class.relnamespace = namespace.oid and class.relname = tables.tablename
  where tables.pubname = 'supabase_realtime'
    and ($1 = '*' or tables.schemaname = $1) and ($2 = '*' or tables.tablename = $2)
  order by 1`;

async function acceptBinding(
  statements: Statements,
  described: errors.DescribedBinding,
  claims: Claims,
): Promise<number[]> {
  const published = await statements.query<{ oid: number }>(PUBLISHED, [described.schema, described.table]);
  const oids = published.rows.map(({ oid }) => oid);
  if (oids.length === 0) throw new SubscriptionError(errors.notPublished(described));
  try {
    await statements.query('select quote_ident($1)::regrole', [claims.role]);
    const relations = await readRelations(statements, oids, [claims.role]);
    for (const relation of relations.values()) await acceptFilters(statements, described, relation, claims.role);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (typeof code !== 'string' || typeof message !== 'string') throw error;
    throw new SubscriptionError(errors.subscriptionFailed(described, code, message));
  }
  return oids;
}

async function acceptFilters(
  statements: Statements,
  { filters, select }: errors.DescribedBinding,
  relation: Relation,
  role: string,
): Promise<void> {
  const readable = relation.selectable.get(role) ?? new Set();
  for (const { column, operator, value } of filters) {
    if (!readable.has(column)) raise(`invalid column for filter ${column}`);
    if (operator === 'in' && listValues(value).length > 100) raise('too many values for `in` filter. Maximum 100');
  }
  for (const column of select ?? []) if (!readable.has(column)) raise(`invalid column for select ${column}`);
  if (filters.length === 0) return;
  const row = `jsonb_populate_record(null::${identifier(relation.schema)}.${identifier(relation.table)}, '{}')`;
  const condition = filterCondition(filters, (name) => typeOfColumn(relation, name));
  // The planner casts every constant, whether or not a row comes by.
  await statements.query(`select ${condition} from (select '{}'::jsonb as fields) wire, ${row} row`);
}

export function typeOfColumn(relation: Relation, name: string): string {
  return relation.columns.find((column) => column.name === name)?.sqlType ?? 'text';
}

/** As `raise exception` does in the real server's own check. */
function raise(message: string): never {
  throw Object.assign(new Error(message), { code: 'P0001' });
}
