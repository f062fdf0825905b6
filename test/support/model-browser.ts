/**
 * A browser with tabs, in virtual time: locks and messages as the specifications have them, and what can befall a tab.
 *
 * A frozen tab runs nothing: its timers, the messages to it and the locks granted to it wait until it is thawed. One
 * that is killed says no word, and the browser gives its locks back.
 */
import type { Clock, Timer } from '../../src/page/clock.ts';
import type { NeighbourTabs, TabChannelListener, TabLocks } from '../../src/page/neighbour-tabs.ts';
import type { LifecycleEvent, PageLifecycle } from '../../src/realtime/page-lifecycle.ts';
import { seededRandom, type VirtualClock } from './virtual-clock.ts';

interface Request {
  readonly tab: ModelTab;
  readonly held: () => Promise<void>;
  readonly settle: (error?: DOMException) => void;
}

interface Channel {
  readonly tab: ModelTab;
  readonly listener: TabChannelListener;
}

export class ModelBrowser {
  readonly clock: VirtualClock;
  /** Every message there was, with the name of its channel. */
  readonly messages: { readonly channel: string; readonly message: Readonly<Record<string, unknown>> }[] = [];
  readonly tabs: ModelTab[] = [];
  readonly #channels = new Map<string, Set<Channel>>();
  /** Whoever holds a lock stands first. */
  readonly #locks = new Map<string, Request[]>();
  readonly #random: () => number;

  constructor(clock: VirtualClock, seed = 1) {
    this.clock = clock;
    this.#random = seededRandom(seed);
  }

  open({ visible = true } = {}): ModelTab {
    const tab: ModelTab = new ModelTab(this.clock, seededRandom(Math.floor(this.#random() * 2 ** 31)), visible, {
      openChannel: (name, listener) => this.#openChannel(tab, name, listener),
      locks: { request: (name, options, held) => this.#request(tab, name, options, held) },
      digest: (text) => Promise.resolve(`digest of ${text}`),
    });
    this.tabs.push(tab);
    return tab;
  }

  /** Closed by force: it crashed, or the browser needed its memory. */
  kill(tab: ModelTab): void {
    tab.die();
    this.#channels.forEach((channels) =>
      channels.forEach((channel) => {
        if (channel.tab === tab) channels.delete(channel);
      }),
    );
    this.#locks.forEach((queue, name) => this.#keep(name, (request) => request.tab !== tab, queue));
  }

  get namesOfLocks(): readonly string[] {
    return [...this.#locks].filter(([, queue]) => queue.length > 0).map(([name]) => name);
  }

  /** As any script of the site can. */
  say(channel: string, message: unknown): void {
    this.#channels.get(channel)?.forEach(({ tab, listener }) => this.#deliver(tab, () => listener.heard(message)));
  }

  garble(): void {
    this.#channels.forEach((channels) =>
      channels.forEach(({ tab, listener }) => this.#deliver(tab, () => listener.garbled())),
    );
  }

  #openChannel(tab: ModelTab, name: string, listener: TabChannelListener) {
    const channel: Channel = { tab, listener };
    const channels = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, channels.add(channel));
    return {
      post: (message: object) => {
        const sent = structuredClone(message) as Readonly<Record<string, unknown>>;
        this.messages.push({ channel: name, message: sent });
        channels.forEach((other) => {
          if (other === channel) return;
          this.#deliver(other.tab, () => {
            if (channels.has(other)) other.listener.heard(structuredClone(sent));
          });
        });
      },
      close: () => void channels.delete(channel),
    };
  }

  /** In order, for one tab to another: they all take the same time. */
  #deliver(tab: ModelTab, task: () => void): void {
    this.clock.setTimer(() => tab.run(task), 1);
  }

  #request(
    tab: ModelTab,
    name: string,
    { signal, steal }: Parameters<TabLocks['request']>[1],
    held: Request['held'],
  ): Promise<void> {
    if (signal && steal) return Promise.reject(new DOMException('both', 'NotSupportedError'));
    if (signal?.aborted) return Promise.reject(new DOMException('aborted', 'AbortError'));
    return new Promise((resolve, reject) => {
      const settle = (error?: DOMException): void => this.#deliver(tab, () => (error ? reject(error) : resolve()));
      const request: Request = { tab, held, settle };
      const queue = this.#locks.get(name) ?? [];
      this.#locks.set(name, queue);
      if (steal) {
        queue.shift()?.settle(new DOMException('stolen', 'AbortError'));
        queue.unshift(request);
      } else queue.push(request);
      signal?.addEventListener('abort', () => {
        if (queue[0] === request || !queue.includes(request)) return;
        this.#keep(name, (other) => other !== request, queue);
        settle(new DOMException('aborted', 'AbortError'));
      });
      if (queue[0] === request) this.#grant(name, request);
    });
  }

  #grant(name: string, request: Request): void {
    const queue = this.#locks.get(name)!;
    this.#deliver(request.tab, () => {
      if (!queue.includes(request)) return; // Taken by force before it was told.
      void request.held().then(() => {
        if (!queue.includes(request)) return;
        this.#keep(name, (other) => other !== request, queue);
        request.settle();
      });
    });
  }

  #keep(name: string, keep: (request: Request) => boolean, queue: Request[]): void {
    const [holder] = queue;
    queue.splice(0, queue.length, ...queue.filter(keep));
    const [next] = queue;
    if (next !== undefined && next !== holder) this.#grant(name, next);
  }
}

export class ModelTab implements PageLifecycle {
  visible: boolean;
  readonly clock: Clock;
  readonly ports: NeighbourTabs;
  #dead = false;
  #frozen = false;
  #waiting: (() => void)[] = [];
  #timers = 0;
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();

  constructor(clock: VirtualClock, random: () => number, visible: boolean, ports: NeighbourTabs) {
    this.visible = visible;
    this.ports = ports;
    this.clock = {
      now: () => clock.now(),
      random,
      setTimer: (task, delay): Timer => {
        const timer: { task: (() => void) | undefined } = { task };
        this.#timers++;
        // One that comes due while the tab is frozen waits, and may be cleared until it is thawed.
        const due = (): void => {
          if (timer.task === undefined) return;
          timer.task = undefined;
          this.#timers--;
          task();
        };
        clock.setTimer(() => this.run(due), delay);
        return timer;
      },
      clearTimer: (timer) => {
        const set = timer as { task: (() => void) | undefined } | undefined;
        if (set?.task === undefined) return;
        set.task = undefined;
        this.#timers--;
      },
    };
  }

  /** Timers that are set: after everything was closed there must be none. */
  get timers(): number {
    return this.#timers;
  }

  get observers(): number {
    return this.#listeners.size;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  observe(listener: (event: LifecycleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LifecycleEvent): void {
    if (event === 'visible') this.visible = true;
    if (event === 'hidden') this.visible = false;
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** @param told - whether the page hears of it: a phone stops a page in the background without a word. */
  freeze(told = true): void {
    if (told) this.tell('freeze');
    this.#frozen = true;
  }

  thaw(told = true): void {
    this.#frozen = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (told) this.tell('resume');
    waiting.forEach((task) => this.run(task));
  }

  run(task: () => void): void {
    if (this.#dead) return;
    if (this.#frozen) this.#waiting.push(task);
    else task();
  }

  die(): void {
    this.#dead = true;
    this.#waiting = [];
  }
}
