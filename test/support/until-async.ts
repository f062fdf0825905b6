/** Waits for a condition that takes a while to ask, not for a time. */
export async function until(what: string, holds: () => Promise<boolean>, limit = 20_000): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
