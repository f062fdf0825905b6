/**
 * Which rows a subscriber may see now: as the real server does it, by looking the key up under the subscriber's role
 * and claims at the time of delivery, not at the time of the write (transcripts d-*).
 */
import type { Statements } from '../database-port.ts';
import type { Relation } from './relations.ts';
import { identifier } from './sql-text.ts';
import type { Claims } from './tokens.ts';

/** Sets the role and claims for the rest of the transaction, as PostgREST and Realtime do. */
export async function actAs(statements: Statements, claims: Claims): Promise<void> {
  await statements.query(
    `select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true),
       set_config('request.jwt.claim.role', $3, true), set_config('role', $3, true)`,
    [JSON.stringify(claims), typeof claims.sub === 'string' ? claims.sub : '', claims.role],
  );
}

export async function actAsOwner(statements: Statements): Promise<void> {
  await statements.query(
    `select set_config('role', 'none', true), set_config('request.jwt.claims', '', true),
       set_config('request.jwt.claim.sub', '', true), set_config('request.jwt.claim.role', '', true)`,
  );
}

/** Answers the positions in `keys` (JSON objects of key columns) whose row those claims may select. */
export async function visibleKeys(
  statements: Statements,
  relation: Relation,
  claims: Claims,
  keys: string[],
): Promise<Set<number>> {
  const table = `${identifier(relation.schema)}.${identifier(relation.table)}`;
  const sameKey = relation.columns
    .filter(({ isKey }) => isKey)
    .map(({ name }) => `candidate.${identifier(name)} = wanted.${identifier(name)}`)
    .join(' and ');
  await statements.query('savepoint row_security');
  try {
    await actAs(statements, claims);
    const { rows } = await statements.query<{ position: number }>(
      `select (element.ordinality - 1)::int as position
       from jsonb_array_elements($1::jsonb) with ordinality element(value, ordinality)
       cross join lateral jsonb_populate_record(null::${table}, element.value) wanted
       where exists (select from ${table} candidate where ${sameKey})`,
      [`[${keys.join(',')}]`],
    );
    await actAsOwner(statements);
    await statements.query('release savepoint row_security');
    return new Set(rows.map(({ position }) => position));
  } catch (error) {
    await statements.query('rollback to savepoint row_security');
    // A policy that fails shows nothing to its reader; the others must still get their rows.
    console.error(`realtime: a policy of ${table} failed for role ${claims.role}: ${(error as Error).message}`);
    return new Set();
  }
}
