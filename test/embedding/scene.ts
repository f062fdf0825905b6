/** One page of the matrix in one engine, and what is asked of it. */
import assert from 'node:assert/strict';
import { until } from '../support/until-async.ts';
import type { EngineName, PageWork, Visit } from './engines/engine.ts';
import { look, type Look } from './look.ts';
import type { Row } from './row.ts';
import type { Site } from './site.ts';

interface Recorder {
  readonly complaints: readonly string[];
  newGlobals(): string[];
}

/** Where Lit counts its copies and keeps what decorators told it. */
const litsGlobals = ['litPropertyMetadata', 'reactiveElementVersions', 'litHtmlVersions', 'litElementVersions'];

let changes = 0;

export class Scene {
  readonly engine: EngineName;
  readonly visit: Visit;
  readonly site: Site;
  readonly row: Row;

  constructor(engine: EngineName, visit: Visit, site: Site, row: Row) {
    this.engine = engine;
    this.visit = visit;
    this.site = site;
    this.row = row;
  }

  evaluate<Args extends unknown[], Result>(work: PageWork<Args, Result>, ...args: Args): Promise<Awaited<Result>> {
    return this.visit.evaluate(work, ...args);
  }

  /** Waits until it holds in the page. */
  async until<Args extends unknown[]>(what: string, holds: PageWork<Args, boolean>, ...args: Args): Promise<void> {
    await until(what, () => this.evaluate<Args, boolean>(holds, ...args));
  }

  /** The same for what takes a talk with the page. */
  waitFor(what: string, holds: () => Promise<boolean>): Promise<void> {
    return until(what, holds);
  }

  async look(path: string): Promise<Look> {
    const seen = await this.evaluate(look, path);
    assert.ok(seen, `There is no ${path}`);
    return seen;
  }

  /** Waits until the element looks so. Answers how it looks then. */
  async sees(path: string, what: string, holds: (seen: Look) => boolean): Promise<Look> {
    let last: Look | null = null;
    try {
      await until(what, async () => {
        last = await this.evaluate(look, path);
        return last !== null && holds(last);
      });
    } catch (cause) {
      throw new Error(`${path}: ${(cause as Error).message}; last: ${JSON.stringify(last)}`, { cause });
    }
    return last!;
  }

  /** Rows are shown, verified, and followed: a change in the database is seen. */
  async live(path = 'live-product-list'): Promise<Look> {
    const seen = await this.sees(
      path,
      'rows that are live',
      ({ status, rows }) => status === 'live' && rows.length > 0,
    );
    await this.follows(path);
    return seen;
  }

  /** A change of the first product is seen in the list. */
  async follows(path = 'live-product-list'): Promise<void> {
    const name = `Followed ${++changes}`;
    await this.rename(name);
    await this.sees(path, `a row that says "${name}"`, ({ rows }) => rows.some((row) => row.includes(name)));
  }

  /** The same for lists in the order of their names: the first row gets a name that keeps it the first. Answers it. */
  async followsFirst(path = 'live-product-list'): Promise<string> {
    const key = await this.evaluate(
      (list) => document.querySelector(list)!.shadowRoot!.querySelector<HTMLElement>('[data-key]')!.dataset['key']!,
      path,
    );
    const name = `AAA ${++changes}`;
    await this.site.backend.database.query('update public.products set name = $1 where id = $2', [name, key]);
    await this.sees(path, `a row that says "${name}"`, ({ rows }) => rows.some((row) => row.includes(name)));
    return name;
  }

  /** Renames the first product of every list of these pages. */
  async rename(name: string): Promise<void> {
    await this.site.backend.database.query(
      `update public.products set name = $1
       where id = (select id from public.products where status = 'active' order by sku limit 1)`,
      [name],
    );
  }

  /** Everything the page said in the console, and what its browser said of it. */
  async complaints(): Promise<string[]> {
    const recorded = await this.evaluate(() => {
      const recorder = (window as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('recorder')];
      return recorder ? [...recorder.complaints] : [];
    });
    return [...this.visit.complaints, ...recorded];
  }

  /** Nothing was said but what the row says on purpose, and the window is as the page's own scripts left it. */
  async assertUnharmed(): Promise<void> {
    const { says = [], browserSays = [], globals = [] } = this.row;
    const complaints = await this.complaints();
    const unexpected = complaints.filter((text) => ![...says, ...browserSays].some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, [], 'said in the console');
    for (const pattern of says)
      assert.ok(
        complaints.some((text) => pattern.test(text)),
        `not said: ${pattern}`,
      );
    const added = await this.evaluate(() => {
      const recorder = (window as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('recorder')];
      return recorder?.newGlobals() ?? [];
    });
    assert.deepEqual(
      added.filter((name) => ![...globals, ...litsGlobals].includes(name)),
      [],
      'added to the window',
    );
  }
}
