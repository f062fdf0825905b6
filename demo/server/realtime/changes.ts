/**
 * From captured rows to what each subscriber is sent: which subscriptions a change matches (action, filters), who may
 * see the row now, and the payload in the real server's shape (transcripts a-*, b-*, c-*, d-*, n-*).
 */
import type { Database, Statements } from '../database-port.ts';
import { dataText, refusedText, rowError, viewsOf, type Change, type View } from './change-payload.ts';
import { entryOf, groupBy } from './collections.ts';
import { filterCondition } from './filters.ts';
import { readRecordTexts, type RecordText } from './record-text.ts';
import { readRelations, type Relation } from './relations.ts';
import { visibleKeys } from './row-security.ts';
import { identifier, literal } from './sql-text.ts';
import { typeOfColumn, type Action, type Subscriber, type Subscription } from './subscriptions.ts';

export interface Delivery {
  subscriber: Subscriber;
  type: Action;
  /** JSON text of the change. */
  data: string;
  ids: number[];
}

/** How many rows wait, by transaction. */
export async function readPending(statements: Statements): Promise<{ lastId: number; transactions: number[] }> {
  const { rows } = await statements.query<{ last_id: number; rows: number }>(
    'select max(id)::int as last_id, count(*)::int as rows from _realtime.changes group by transaction_id',
  );
  return { lastId: Math.max(0, ...rows.map(({ last_id }) => last_id)), transactions: rows.map((row) => row.rows) };
}

/** Takes the captured changes up to `lastId` away and answers who is to be told of them, in order of commit. */
export async function takeChanges(
  database: Database,
  lastId: number,
  subscriptions: Subscription[],
): Promise<Delivery[]> {
  return database.transaction(async (statements) => {
    const { rows: changes } = await statements.query<Change>(
      `select id::int as id, relation::int8::int as relation, type,
         to_char(max(captured_at) over (partition by transaction_id) at time zone 'UTC',
           'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as committed_at
       from _realtime.changes where id <= $1 order by id`,
      [lastId],
    );
    const deliveries = changes.length > 0 ? await matchChanges(statements, changes, subscriptions) : [];
    await statements.query('delete from _realtime.changes where id <= $1', [lastId]);
    return deliveries;
  });
}

async function matchChanges(
  statements: Statements,
  changes: Change[],
  subscriptions: Subscription[],
): Promise<Delivery[]> {
  const roles = [...new Set(subscriptions.map(({ claims }) => claims.role))];
  const relations = await readRelations(statements, [...new Set(changes.map(({ relation }) => relation))], roles);
  const byChange = new Map<number, Delivery[]>();
  for (const relation of relations.values()) {
    const concerned = subscriptions.filter(({ relations: oids }) => oids.includes(relation.oid));
    if (concerned.length === 0) continue;
    const ofRelation = changes.filter((change) => change.relation === relation.oid);
    for (const [id, deliveries] of await matchRelation(statements, relation, ofRelation, concerned)) {
      byChange.set(id, deliveries);
    }
  }
  return changes.flatMap(({ id }) => byChange.get(id) ?? []);
}

async function matchRelation(
  statements: Statements,
  relation: Relation,
  changes: Change[],
  subscriptions: Subscription[],
): Promise<Map<number, Delivery[]>> {
  const matches = new Map<Change, Map<View, Map<Subscriber, number[]>>>(changes.map((change) => [change, new Map()]));
  const viewOf = viewsOf(relation);
  for (const group of groupBy(subscriptions, ({ claims, filters }) => JSON.stringify([claims, filters])).values()) {
    const wanted = changes.filter((change) => group.some(({ action }) => action === '*' || action === change.type));
    const seen = await selectVisible(statements, relation, wanted, group[0]!);
    for (const subscription of group) {
      for (const change of wanted) {
        if (subscription.action !== '*' && subscription.action !== change.type) continue;
        const view = viewOf(subscription, change.type);
        if (view.error === null && !seen.has(change.id)) continue;
        const subscribers = entryOf(matches.get(change)!, view, () => new Map<Subscriber, number[]>());
        entryOf(subscribers, subscription.subscriber, (): number[] => []).push(subscription.id);
      }
    }
  }
  const texts = await readTexts(statements, relation, matches);
  return new Map(changes.map((change) => [change.id, deliveriesOf(relation, change, matches.get(change)!, texts)]));
}

/** The ids of the changes that pass the subscription's filters and whose rows its claims may see. */
async function selectVisible(
  statements: Statements,
  relation: Relation,
  changes: Change[],
  { claims, filters }: Subscription,
): Promise<Set<number>> {
  const passing = filters.length === 0 ? changes : await filterChanges(statements, relation, changes, filters);
  const isChecked = ({ type }: Change): boolean => relation.hasRowSecurity && type !== 'DELETE';
  const checked = passing.filter(isChecked);
  const visible = new Set(passing.filter((change) => !isChecked(change)).map(({ id }) => id));
  if (checked.length === 0 || rowError(relation, checked[0]!.type, claims.role) !== null) return visible;
  const positions = await visibleKeys(statements, relation, claims, await readKeys(statements, relation, checked));
  for (const position of positions) visible.add(checked[position]!.id);
  return visible;
}

async function filterChanges(
  statements: Statements,
  relation: Relation,
  changes: Change[],
  filters: Subscription['filters'],
): Promise<Change[]> {
  const identity = relation.columns.filter(({ isIdentity }) => isIdentity).map(({ name }) => name);
  const pairs = identity.map((name) => `${literal(name)}, old_record -> ${literal(name)}`).join(', ');
  const old = relation.hasFullIdentity && !relation.hasRowSecurity ? 'old_record' : `jsonb_build_object(${pairs})`;
  const { rows } = await statements.query<{ id: number }>(
    `select changes.id::int as id
     from _realtime.changes changes
     cross join lateral (select coalesce(record - unchanged, record, ${old}) as fields) wire
     cross join lateral jsonb_populate_record(
       null::${identifier(relation.schema)}.${identifier(relation.table)}, wire.fields) row
     where changes.id = any($1::bigint[])
       and ${filterCondition(filters, (name) => typeOfColumn(relation, name))}`,
    [changes.map(({ id }) => id)],
  );
  const passing = new Set(rows.map(({ id }) => id));
  return changes.filter(({ id }) => passing.has(id));
}

async function readKeys(statements: Statements, relation: Relation, changes: Change[]): Promise<string[]> {
  const pairs = relation.columns
    .filter(({ isKey }) => isKey)
    .map(({ name }) => `${literal(name)}, record -> ${literal(name)}`);
  const { rows } = await statements.query<{ key: string }>(
    `select jsonb_build_object(${pairs.join(', ')})::text as key
     from _realtime.changes where id = any($1::bigint[]) order by id`,
    [changes.map(({ id }) => id)],
  );
  return rows.map(({ key }) => key);
}

/** Texts by the columns they lack, then by change. */
type Texts = Map<string, Map<number, RecordText>>;

async function readTexts(
  statements: Statements,
  relation: Relation,
  matches: Map<Change, Map<View, unknown>>,
): Promise<Texts> {
  const wanted = new Map<string, { hidden: string[]; ids: Set<number> }>();
  for (const [change, views] of matches) {
    for (const { hidden, error } of views.keys()) {
      if (error !== null) continue;
      entryOf(wanted, hidden.join(), () => ({ hidden, ids: new Set<number>() })).ids.add(change.id);
    }
  }
  const texts: Texts = new Map();
  for (const [variant, { hidden, ids }] of wanted) {
    texts.set(variant, await readRecordTexts(statements, relation, [...ids], hidden));
  }
  return texts;
}

function deliveriesOf(
  relation: Relation,
  change: Change,
  views: Map<View, Map<Subscriber, number[]>>,
  texts: Texts,
): Delivery[] {
  return [...views].flatMap(([view, subscribers]) => {
    const data =
      view.error === null
        ? dataText(relation, change, view.columns, texts.get(view.hidden.join())!.get(change.id)!)
        : refusedText(relation, change, view.error);
    return [...subscribers].map(([subscriber, ids]) => ({ subscriber, type: change.type, data, ids }));
  });
}
