/**
 * One at a time, in the order of asking.
 *
 * PGlite is a single Postgres session, and Lite's dialect hands that same session to every request: BEGIN, SET ROLE
 * and COMMIT of requests started in one tick interleave, so that an anonymous one reads as the service role
 * (`test/backend/lock.test.ts` shows it). Whatever touches the session holds this lock, and asks for it once: it is
 * not re-entrant, a holder who waits for it again waits for ever.
 */
export class Lock {
  #last: Promise<void> = Promise.resolve();

  /** Waits for its turn. Answers the function that gives the turn away. */
  async acquire(): Promise<() => void> {
    const previous = this.#last;
    let release = (): void => {};
    this.#last = new Promise((resolve) => (release = resolve));
    await previous;
    return release;
  }

  /** Runs `work` in its turn. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}
