/** A contender in its page, as the measurements drive it. */
import type { ContenderName } from '../contenders/index.ts';
import type { Spread as Where } from '../page/model.ts';
import { BenchPage, type Cost } from './browser.ts';
import type { Lab } from './lab.ts';

/** Changes that are painted at once and not in the next frame, in the kit as in any page that keeps up. */
export const batch = 24;

export class Player {
  readonly name: ContenderName;
  readonly rows: number;
  readonly bench: BenchPage;

  private constructor(name: ContenderName, rows: number, bench: BenchPage) {
    this.name = name;
    this.rows = rows;
    this.bench = bench;
  }

  /** @param lists - how many lists of the same rows; more than one can only be had of the kit. */
  static async open({ browser, site, seed }: Lab, name: ContenderName, rows: number, lists = 1): Promise<Player> {
    const bench = await BenchPage.open(browser, site, 'harness');
    await bench.page.evaluate((setting) => window.bench.ready(setting), { contender: name, rows, seed, lists });
    return new Player(name, rows, bench);
  }

  /** What it took until the rows were there to be seen, and until all of them were drawn. */
  async show(): Promise<{ readonly seen: Cost; readonly drawn: Cost }> {
    const { page } = this.bench;
    await page.bringToFront();
    const seen = await this.bench.cost(() => page.evaluate(() => window.bench.show()));
    const rest = await this.bench.cost(() => page.evaluate(() => window.bench.settled()));
    return { seen, drawn: sum(seen, rest) };
  }

  /** What a change cost, played one by one. */
  async play(count: number, where: Where): Promise<Cost> {
    await this.bench.page.bringToFront();
    await this.prepare(count, where);
    const cost = await this.bench.cost(() => this.bench.page.evaluate((size) => window.bench.play(size), batch));
    return perChange(cost, count);
  }

  /** What a change cost of so many in one task. */
  async burst(count: number, where: Where): Promise<Cost> {
    await this.bench.page.bringToFront();
    await this.prepare(count, where);
    return perChange(await this.bench.cost(() => this.bench.page.evaluate(() => window.bench.burst())), count);
  }

  /** Throws when the page does not show what it should. */
  async check(): Promise<void> {
    await this.bench.page.evaluate(() => window.bench.rest(50));
    const wrong = await this.bench.page.evaluate(() => window.bench.check());
    if (wrong !== '') throw new Error(`${this.name} shows something else than the table: ${wrong}`);
  }

  close(): Promise<void> {
    return this.bench.close();
  }

  prepare(count: number, where: Where): Promise<void> {
    return this.bench.page.evaluate((many, spread) => window.bench.prepare(many, spread), count, where);
  }
}

function perChange({ script, style, layout, thread }: Cost, count: number): Cost {
  return { script: script / count, style: style / count, layout: layout / count, thread: thread / count };
}

function sum(a: Cost, b: Cost): Cost {
  return {
    script: a.script + b.script,
    style: a.style + b.style,
    layout: a.layout + b.layout,
    thread: a.thread + b.thread,
  };
}
