/**
 * What the browser notes of a page's main thread while something happens: its tasks, with what they took of the processor
 * and not of the clock on the wall, and its frames.
 */
import type { BenchPage } from './browser.ts';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the clock, and how many of them the thread had the processor. */
  readonly ts: number;
  readonly tdur?: number;
}

export interface Trace {
  /** Milliseconds of the processor between two frames, for each two. */
  readonly frames: readonly number[];
  /** Milliseconds of the processor that each task took. */
  readonly tasks: readonly number[];
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const mark = 'bench-page';

export async function traceOf({ page }: BenchPage, work: () => Promise<unknown>): Promise<Trace> {
  await page.tracing.start({ categories: ['-*', ...categories] });
  // By its mark the page's main thread is known among all threads there are.
  await page.evaluate((name) => void performance.mark(name), mark);
  await work();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop())) as {
    traceEvents: TraceEvent[];
  };
  const marked = traceEvents.find(({ name }) => name === mark);
  if (!marked) throw new Error('the trace has no mark of the page');
  const ours = traceEvents
    .filter(({ pid, tid }) => pid === marked.pid && tid === marked.tid)
    .toSorted((a, b) => a.ts - b.ts);
  return summed(ours.slice(ours.indexOf(marked)));
}

function summed(events: readonly TraceEvent[]): Trace {
  const tasks: number[] = [];
  const frames: number[] = [];
  let sinceFrame = 0;
  for (const { name, tdur } of events) {
    // The task that the trace begins or ends in has no time of its own.
    if (name === 'RunTask' && tdur !== undefined) {
      tasks.push(tdur / 1_000);
      sinceFrame += tdur / 1_000;
    } else if (name === 'FireAnimationFrame' && sinceFrame > 0) {
      // The frame's further callbacks run in the same task.
      frames.push(sinceFrame);
      sinceFrame = 0;
    }
  }
  if (tasks.length === 0) throw new Error("the browser's trace tells nothing of the processor");
  return { frames: [...frames, sinceFrame], tasks };
}
