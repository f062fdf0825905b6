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

export interface Frames {
  /** Frames that should have been drawn at 60 a second, and were not. */
  readonly dropped: number;
  /** The longest time between two, in milliseconds. */
  readonly longest: number;
}

/** Watches the frames from now on, until the answer is called. */
export function watchFrames(): () => Frames {
  let last = performance.now();
  let dropped = 0;
  let longest = 0;
  let watching = true;
  const seen = (now: number): void => {
    const gap = now - last;
    last = now;
    dropped += Math.max(0, Math.round((gap * 60) / 1_000) - 1);
    longest = Math.max(longest, gap);
    if (watching) requestAnimationFrame(seen);
  };
  requestAnimationFrame(seen);
  return () => {
    watching = false;
    return { dropped, longest };
  };
}
