/** As the browser reports an exception nobody caught; Node, which has no `reportError`, gets it on a turn of its own. */
export function reportUncaught(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
}
