/** Tabs of one site over scripted sockets and scripted reads, in virtual time, and what their pages would see. */
import type { LiveRows } from '../../src/contexts.ts';
import { LiveSession, type SessionOptions } from '../../src/live-session.ts';
import type { NeighbourTabs } from '../../src/page/neighbour-tabs.ts';
import type { TabRole } from '../../src/realtime/transport.ts';
import { ModelBrowser, type ModelTab } from './model-browser.ts';
import { sampleToken } from './sample-token.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { ScriptedTransport } from './scripted-transport.ts';
import { VirtualClock } from './virtual-clock.ts';

export const anna = sampleToken({ sub: 'anna', role: 'authenticated' });
export const boris = sampleToken({ sub: 'boris', role: 'authenticated' });

export interface TabOptions extends Partial<SessionOptions> {
  readonly visible?: boolean;
}

export class TabPage {
  readonly tab: ModelTab;
  /** The socket it opens when it leads. */
  readonly own = new ScriptedTransport();
  readonly reader = new ScriptedReader();
  readonly session: LiveSession;
  readonly problems: string[] = [];
  readonly gaps: string[] = [];

  constructor(browser: ModelBrowser, { visible = true, tabs, ...options }: TabOptions) {
    this.tab = browser.open({ visible });
    this.reader.rows = [{ id: 'a', name: 'Mug' }];
    this.session = new LiveSession({
      ...{ url: 'https://ref.supabase.co', apiKey: 'sb_publishable_x', accessToken: anna, share: 'tabs' },
      ...{ clock: this.tab.clock, lifecycle: this.tab, transport: this.own, reader: this.reader },
      tabs: tabs ?? this.tab.ports,
      onProblem: ({ code }) => this.problems.push(code),
      onGap: ({ why }) => this.gaps.push(why),
      ...options,
    });
    this.session.connect();
  }

  get role(): TabRole {
    return this.session.stats.role;
  }

  get sockets(): number {
    return this.own.count('open');
  }

  list(table = 'products'): LiveRows<{ id: string; name: string }> {
    return this.session.query({ table });
  }
}

export class TabWorld {
  readonly clock = new VirtualClock();
  readonly browser = new ModelBrowser(this.clock);
  readonly pages: TabPage[] = [];

  open(options: TabOptions = {}): TabPage {
    const page = new TabPage(this.browser, options);
    this.pages.push(page);
    return page;
  }

  /** The tabs that lead, dead ones and frozen ones left out. */
  get leaders(): readonly TabPage[] {
    return this.pages.filter(({ role, tab }) => role === 'leader' && !tab.frozen);
  }

  get leader(): TabPage {
    const [leader] = this.leaders;
    if (leader === undefined) throw new Error('nobody leads');
    return leader;
  }

  get followers(): readonly TabPage[] {
    return this.pages.filter(({ role }) => role === 'follower');
  }

  /** Lets time pass while every socket that is opened stands at once, and every table that is joined flows. */
  async pass(milliseconds: number, step = 25): Promise<void> {
    for (let left = milliseconds; left > 0; left -= step) {
      await this.clock.advance(Math.min(step, left));
      for (const { own, tab } of this.pages) if (!tab.frozen) serve(own);
    }
    await this.clock.advance(0);
  }

  /** Tabs that show products, settled. */
  async tabs(count: number, options: TabOptions = {}): Promise<LiveRows<{ id: string; name: string }>[]> {
    const lists = Array.from({ length: count }, () => this.open(options).list());
    await this.pass(2_000);
    return lists;
  }

  kill(page: TabPage): void {
    this.browser.kill(page.tab);
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  kinds(from = 0): string[] {
    return this.browser.messages.slice(from).map(({ message }) => String(message['kind']));
  }
}

const served = new WeakSet<object>();

function serve(own: ScriptedTransport): void {
  const opening = own.calls.lastIndexOf('open') > own.calls.lastIndexOf('close');
  if (opening && !own.isOpen) own.accept();
  for (const channel of own.live) {
    if (served.has(channel)) continue;
    served.add(channel);
    channel.joinAndFlow();
  }
}

/** A browser that has locks, and refuses them: a sandboxed frame. */
export function refusing(ports: NeighbourTabs): NeighbourTabs {
  return { ...ports, locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) } };
}
