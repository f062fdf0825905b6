/** Runs SQL files and, when one fails, says where: the file, the line, the statement. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { splitSqlStatements } from '@supabase/lite';
import type { Database, Statements } from './database-port.ts';

export interface SqlScript {
  readonly path: string;
  readonly sql: string;
}

export class SqlScriptError extends Error {
  override readonly name = 'SqlScriptError';
}

/** The `.sql` file at `path`, or all of them in the folder at `path`, ordered by name as the Supabase CLI does. */
export async function readScripts(path: string): Promise<SqlScript[]> {
  if (!(await stat(path)).isDirectory()) return [{ path, sql: await readFile(path, 'utf8') }];
  const names = (await readdir(path)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => ({ path: join(path, name), sql: await readFile(join(path, name), 'utf8') })),
  );
}

/** Runs one file in one transaction. */
export async function runScript(database: Database, script: SqlScript): Promise<void> {
  await database.transaction(async (transaction) => {
    let from = 0;
    for (const statement of splitSqlStatements(script.sql)) {
      const start = script.sql.indexOf(statement, from);
      await runStatement(transaction, script, statement, start);
      from = start + statement.length;
    }
  });
}

async function runStatement(transaction: Statements, script: SqlScript, statement: string, start: number) {
  try {
    await transaction.exec(statement);
  } catch (error) {
    const code = statement.slice(leadingComments(statement));
    const position = positionOf(error) ?? leadingComments(statement);
    const line = script.sql.slice(0, start + position).split('\n').length;
    const firstLine = code.split('\n', 1)[0] ?? '';
    const reason = error instanceof Error ? error.message : String(error);
    throw new SqlScriptError(`${basename(script.path)}, line ${line}: ${reason} (in: ${firstLine.slice(0, 80)})`, {
      cause: error,
    });
  }
}

/** Where in the statement Postgres saw the fault, when it says so; it counts from one. */
function positionOf(error: unknown): number | undefined {
  const position = Number((error as { position?: string | number }).position);
  return Number.isInteger(position) && position > 0 ? position - 1 : undefined;
}

function leadingComments(statement: string): number {
  return statement.match(/^(?:\s+|--[^\n]*(?:\n|$))*/)?.[0].length ?? 0;
}
