/**
 * What the control panel of the pages may ask for:
 *
 *     GET  /demo/state
 *     POST /demo/backend   {"action": "start" | "stop" | "kill"}
 *     POST /demo/activity  {"perSecond": 20}
 *     POST /demo/rows      {"action": "insert" | "update" | "delete", "table": "products"}
 *     POST /demo/faults    what demo/server/README.md says of POST /_faults
 */
import type { Activity } from './activity.ts';
import type { BackendThread } from './backend-thread.ts';
import { kinds, tables } from './changes.ts';

export class RequestError extends Error {}

/** The answer is what GET /demo/state would answer now. */
export async function control(name: string, body: unknown, backend: BackendThread, activity: Activity) {
  const asked = (body ?? {}) as Record<string, unknown>;
  if (name === 'backend') await backend[oneOf(asked, 'action', ['start', 'stop', 'kill'])]();
  else if (name === 'activity') activity.set(rate(asked.perSecond));
  else if (name === 'rows') await activity.change(oneOf(asked, 'action', kinds), oneOf(asked, 'table', tables));
  else if (name === 'faults') await breakBackend(backend, asked);
  else if (name !== 'state') throw new RequestError(`There is no control "${name}".`);
  return {
    backend: backend.state,
    activity: { perSecond: activity.perSecond, made: activity.made, lastError: activity.lastError },
  };
}

function oneOf<Word extends string>(asked: Record<string, unknown>, name: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === asked[name]);
  if (!word) throw new RequestError(`"${name}" must be one of ${words.join(', ')}.`);
  return word;
}

function rate(asked: unknown): number {
  if (typeof asked === 'number' && asked >= 0 && asked <= 100) return asked;
  throw new RequestError('"perSecond" must be a number from 0 to 100.');
}

async function breakBackend(backend: BackendThread, faults: unknown): Promise<void> {
  if (!backend.address) throw new RequestError('The backend does not run.');
  const answer = await fetch(`${backend.address.url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  if (!answer.ok) throw new RequestError(await answer.text());
}
