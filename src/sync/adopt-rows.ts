/** What a read makes of the held rows: their order and values, and the patches from what was shown to what shall be. */
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import { changedColumns, sameValue } from '../domain/row.ts';
import type { Patch } from './patch.ts';
import type { HeldRow, RankedRows } from './ranked-rows.ts';
import { diffShown } from './shown-diff.ts';

/** The rows of a window, and what is known of them before the read. */
export interface HeldRows<Row> {
  readonly entries: RankedRows<Row>;
  readonly byKey: Map<string, HeldRow<Row>>;
  readonly limit: number;
  readonly toRow: (raw: RawRow) => Row;
  readonly loaded: boolean;
  readonly complete: boolean;
  readonly unread: boolean;
}

/** A row as it shall be. */
export interface TargetRow {
  readonly key: string;
  readonly raw: RawRow;
}

/** Tells the change behind what a read put right. */
export type AdoptTeller<Row> = (
  type: LiveChange<Row>['type'],
  row: Row,
  previous: Row | null,
  changed: ReadonlySet<keyof Row>,
) => LiveChange<Row> | null;

/** What adopting a read does to a key, besides its place. */
export type AdoptSteps<Row> = Map<
  string,
  { readonly change: LiveChange<Row> | null; readonly changed: ReadonlySet<keyof Row> | null }
>;

/** More rows than are worth a step each. */
const MANY = 200;

const noColumns: ReadonlySet<never> = new Set();

/** Alters `held`, and answers the patches. */
export function adoptRows<Row>(
  held: HeldRows<Row>,
  target: readonly TargetRow[],
  tell: AdoptTeller<Row>,
): readonly Patch<Row>[] {
  return held.loaded && standsAs(held, target) ? adoptValues(held, target, tell) : adoptPlaces(held, target, tell);
}

/** The same rows in the same places, as most reads find them. */
function standsAs<Row>({ entries }: HeldRows<Row>, target: readonly TargetRow[]): boolean {
  return target.length === entries.length && target.every(({ key }, place) => entries.at(place)!.key === key);
}

function adoptValues<Row>(
  { entries, limit, toRow }: HeldRows<Row>,
  target: readonly TargetRow[],
  tell: AdoptTeller<Row>,
): readonly Patch<Row>[] {
  const patches: Patch<Row>[] = [];
  // From the end, as where rows move.
  for (let place = target.length - 1; place >= 0; place -= 1) {
    const entry = entries.at(place)!;
    const { key, raw } = target[place]!;
    if (entry.raw === raw) continue;
    const same = sameRow(entry.raw, raw);
    entry.raw = raw;
    if (same) continue;
    const previous = entry.row;
    const row = (entry.row = toRow(raw));
    const changed = changedColumns(row, previous);
    if (changed.size === 0 || place >= limit) continue;
    patches.push({ type: 'update', key, row, changed, change: tell('update', row, previous, changed) });
  }
  return patches;
}

function adoptPlaces<Row>(
  { entries, byKey, limit, toRow, loaded, complete, unread }: HeldRows<Row>,
  target: readonly TargetRow[],
  tell: AdoptTeller<Row>,
): readonly Patch<Row>[] {
  const first = !loaded;
  const before = entries.slice(0, limit);
  // The last place in `target` taken by a row that is already held.
  const edge = complete ? Infinity : target.findLastIndex(({ key }) => byKey.has(key));
  const steps: AdoptSteps<Row> = new Map();
  const gone = new Map(byKey);
  byKey.clear();
  for (const [place, { key, raw }] of target.entries()) {
    const entry = gone.get(key);
    gone.delete(key);
    const row = entry !== undefined && sameRow(entry.raw, raw) ? entry.row : toRow(raw);
    if (entry === undefined) {
      const isNew = !first && place <= edge;
      steps.set(key, { change: isNew ? tell('insert', row, null, changedColumns(row, null)) : null, changed: null });
    } else if (entry.row !== row) {
      const changed = changedColumns(row, entry.row);
      if (changed.size > 0) steps.set(key, { change: tell('update', row, entry.row, changed), changed });
    }
    byKey.set(key, Object.assign(entry ?? { key, rank: 0 }, { raw, row }));
  }
  for (const { key, row } of gone.values())
    steps.set(key, { change: tell('delete', row, row, noColumns), changed: null });
  entries.replace([...byKey.values()]);
  const after = entries.slice(0, limit);
  // Below a first page the others come in one piece, as they would have without it.
  const follows = unread && after.length - before.length > MANY && [...steps.values()].every(isSilent);
  return first || follows ? [{ type: 'reset', rows: after }] : diffShown(before, after, steps);
}

/** Nothing happened to the row in the table that is to be told. */
function isSilent({ change, changed }: { readonly change: unknown; readonly changed: unknown }): boolean {
  return change === null && changed === null;
}

function sameRow(held: RawRow, read: RawRow): boolean {
  for (const column in read) if (!sameValue(held[column], read[column])) return false;
  return Object.keys(held).length === Object.keys(read).length;
}
