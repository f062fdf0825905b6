/** Waits for a condition, not for a time; the limit is there to fail with words instead of hanging. */
export async function until(what: string, holds: () => boolean, limit = 10_000): Promise<void> {
  const deadline = performance.now() + limit;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
