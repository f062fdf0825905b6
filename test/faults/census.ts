/** Counts what a page holds: timers, sockets, listeners, nodes, bytes. What is not given back shows here. */
import type { CDPSession, Page } from 'puppeteer-core';

export interface Census {
  /** Megabytes of JavaScript's heap, after a collection. */
  readonly heap: number;
  readonly listeners: number;
  readonly nodes: number;
  readonly timers: number;
  readonly sockets: number;
}

interface CountingWindow {
  census(): { timers: number; sockets: number };
}

/** Runs in the page before anything of it. */
function installCensus(): void {
  const timers = new Set<number>();
  const sockets = new Set<WebSocket>();
  const { setTimeout: set, clearTimeout: clear, setInterval: repeat, clearInterval: stop } = window;
  Object.assign(window, {
    setTimeout: (task: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
      const timer = set(() => {
        timers.delete(timer);
        task(...values);
      }, delay);
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer?: number) => {
      if (timer !== undefined) timers.delete(timer);
      clear(timer);
    },
    setInterval: (task: () => void, delay?: number) => {
      const timer = repeat(task, delay);
      timers.add(timer);
      return timer;
    },
    clearInterval: (timer?: number) => {
      if (timer !== undefined) timers.delete(timer);
      stop(timer);
    },
    WebSocket: class extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        sockets.add(this);
        // Kept longer, it would keep the listeners of all that were lost.
        this.addEventListener('close', () => sockets.delete(this));
      }
    },
  });
  (window as unknown as CountingWindow).census = () => ({
    timers: timers.size,
    sockets: [...sockets].filter(({ readyState }) => readyState <= WebSocket.OPEN).length,
  });
}

export const censusScript = `(${installCensus})()`;

export async function takeCensus(page: Page, devtools: CDPSession): Promise<Census> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((found) => found.name === name)!.value;
  const counted = await page.evaluate(() => (window as unknown as CountingWindow).census());
  return { heap: usedSize / 1e6, listeners: metric('JSEventListeners'), nodes: metric('Nodes'), ...counted };
}
