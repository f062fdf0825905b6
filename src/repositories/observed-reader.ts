/** A reader whose refused tokens are renewed once, and whose failures the provider hears of. */
import type { Problem } from '../domain/status.ts';
import { ReadError } from '../sync/read-error.ts';
import type { Reader } from '../sync/reader.ts';

export interface ReadObserver {
  /** The server refused the token. True when there is another now. */
  renewToken(): Promise<boolean>;
  succeeded(): void;
  failed(problem: Problem): void;
}

export function observedReader(reader: Reader, observer: ReadObserver): Reader {
  return {
    async read(request) {
      try {
        const answer = await reader.read(request).catch(async (error: unknown) => {
          const refused = error instanceof ReadError && error.token && error.problem.code === 'token-rejected';
          if (!refused || !(await observer.renewToken())) throw error;
          return reader.read(request);
        });
        observer.succeeded();
        return answer;
      } catch (error) {
        if (error instanceof ReadError) observer.failed(error.problem);
        throw error;
      }
    },
  };
}
