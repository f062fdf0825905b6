/** The page's own turns: what is counted as script is what runs in them. */

export const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** In the timer's own callback: what runs after an `await` DevTools does not count as script. */
export const task = (work: () => void): Promise<void> =>
  new Promise((resolve, reject) =>
    setTimeout(() => {
      try {
        work();
        resolve();
      } catch (error) {
        reject(new Error('a change could not be drawn', { cause: error }));
      }
    }),
  );
