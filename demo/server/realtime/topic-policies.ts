/**
 * What row level security on `realtime.messages` lets a role do on a private topic. As on the real server, a message is
 * written, looked for and written again under the caller's claims, and all of it is rolled back.
 */
import type { Database, Statements } from '../database-port.ts';
import { actAs, actAsOwner } from './row-security.ts';
import type { Claims } from './tokens.ts';

export type Extension = 'broadcast' | 'presence';

export type TopicPolicies = Record<Extension, { read: boolean; write: boolean }>;

export const publicTopic: TopicPolicies = {
  broadcast: { read: true, write: true },
  presence: { read: true, write: true },
};

/** Insufficient privilege; and a role the database does not know. */
const REFUSALS = new Set(['42501', '22023']);

export async function readTopicPolicies(database: Database, claims: Claims, topic: string): Promise<TopicPolicies> {
  const rollBack = new Error('rolled back on purpose');
  let policies: TopicPolicies | undefined;
  try {
    await database.transaction(async (statements) => {
      const { rows } = await statements.query<{ id: string; extension: Extension }>(
        `insert into realtime.messages (topic, extension, private)
         select $1, extension, true from unnest(array['broadcast', 'presence']) extension returning id, extension`,
        [topic],
      );
      await statements.query(`select set_config('realtime.topic', $1, true)`, [topic]);
      const readable = await attempt(statements, async () => {
        await actAs(statements, claims);
        return statements.query<{ extension: Extension }>(
          'select extension from realtime.messages where id = any($1::uuid[])',
          [rows.map(({ id }) => id)],
        );
      });
      const permissions = async (extension: Extension): Promise<{ read: boolean; write: boolean }> => ({
        read: readable?.rows.some((row) => row.extension === extension) ?? false,
        write:
          readable !== null && (await attempt(statements, () => insertMessage(statements, topic, extension))) !== null,
      });
      policies = { broadcast: await permissions('broadcast'), presence: await permissions('presence') };
      await actAsOwner(statements);
      throw rollBack;
    });
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  return policies!;
}

function insertMessage(statements: Statements, topic: string, extension: Extension): Promise<unknown> {
  return statements.query('insert into realtime.messages (topic, extension, private) values ($1, $2, true)', [
    topic,
    extension,
  ]);
}

/** Null when the database says the role may not. */
async function attempt<Result>(statements: Statements, work: () => Promise<Result>): Promise<Result | null> {
  await statements.query('savepoint attempt');
  try {
    const result = await work();
    await statements.query('release savepoint attempt');
    return result;
  } catch (error) {
    if (!REFUSALS.has(String((error as { code?: unknown }).code))) throw error;
    await statements.query('rollback to savepoint attempt');
    return null;
  }
}
