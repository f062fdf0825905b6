/** A reader with a time limit, whose refused tokens are renewed, and whose failures the provider hears of. */
import type { Problem } from '../domain/status.ts';
import type { Clock } from '../page/clock.ts';
import type { Renewal } from '../realtime/access-token.ts';
import { ReadError, tokenProblem } from '../sync/read-error.ts';
import type { Reader, ReadAnswer, ReadRequest } from '../sync/reader.ts';

export interface ReadObserver {
  /** The token that a read uses now. */
  token(): Promise<string | null>;
  /** The server refused this token. */
  renewToken(refused: string | null): Promise<Renewal>;
  succeeded(): void;
  failed(problem: Problem): void;
}

/** `fetch` has no limit of its own: a server that accepts and never answers would hold up a list for good. */
const ANSWER_WITHIN = 15_000;

/**
 * Different tokens in a row after whose refusal the next one will be refused too. One renewal is too few: tokens that
 * were just made are refused as well while a server changes its key, or when they are ended twice in one second.
 */
const TOKENS_TRIED = 3;

export function observedReader(reader: Reader, clock: Clock, observer: ReadObserver): Reader {
  return {
    async read(request) {
      try {
        for (let tried = 1; ; tried++) {
          // Known before it is used: by the time it is refused, another read may have brought the next one.
          const token = await observer.token().catch((error: unknown) => {
            throw tokenProblem(error);
          });
          try {
            const answer = await readInTime(reader, clock, request);
            observer.succeeded();
            return answer;
          } catch (error) {
            if (!isRefusal(error) || tried === TOKENS_TRIED) throw error;
            const renewal = await observer.renewToken(token);
            if (renewal === 'later') throw tokenProblem(error);
            if (renewal === 'none') throw error;
          }
        }
      } catch (error) {
        if (error instanceof ReadError) observer.failed(error.problem);
        throw error;
      }
    },
  };
}

function isRefusal(error: unknown): error is ReadError {
  return error instanceof ReadError && error.token && error.problem.code === 'token-rejected';
}

async function readInTime(reader: Reader, clock: Clock, request: ReadRequest): Promise<ReadAnswer> {
  const limit = new AbortController();
  const end = (): void => limit.abort(request.signal?.reason);
  if (request.signal?.aborted) end();
  request.signal?.addEventListener('abort', end, { once: true });
  const timer = clock.setTimer(() => limit.abort(tooLate), ANSWER_WITHIN);
  try {
    return await reader.read({ ...request, signal: limit.signal });
  } catch (error) {
    throw limit.signal.reason === tooLate ? tooLate : error;
  } finally {
    clock.clearTimer(timer);
    request.signal?.removeEventListener('abort', end);
  }
}

const tooLate = new ReadError({
  code: 'backend-unreachable',
  message: `The project has not answered within ${ANSWER_WITHIN / 1_000} seconds.`,
  remedy: 'Check that the project is running and not paused; it is tried again by itself.',
  permanent: false,
});
