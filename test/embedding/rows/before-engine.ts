/** What a reader has while the engine's chunk is on its way, or does not come. */
import assert from 'node:assert/strict';
import { page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const list = 'live-product-list';

/** What the page asked of the table's first page. Runs in the page. */
function asked(): number {
  const requests = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  return requests.filter(({ pathname, searchParams }) => pathname.endsWith('/products') && !searchParams.has('or'))
    .length;
}

/** Remembers the rows' elements, and every status and change the list tells of. Runs in the page. */
function watch(): void {
  const element = document.querySelector('live-product-list')!;
  const record = {
    rows: [...element.shadowRoot!.querySelectorAll('[data-key]')],
    told: [] as string[],
    statuses: [element.status as string],
  };
  Object.assign(document, { record });
  for (const name of ['live-insert', 'live-update', 'live-delete'])
    element.addEventListener(name, () => record.told.push(name));
  const sample = (): void => {
    if (record.statuses.at(-1) !== element.status) record.statuses.push(element.status);
    requestAnimationFrame(sample);
  };
  sample();
}

interface Seen {
  readonly sameRows: boolean;
  readonly told: readonly string[];
  readonly statuses: readonly string[];
}

/** Runs in the page. */
function seen(): Seen {
  const { record } = document as unknown as { record: { rows: Element[]; told: string[]; statuses: string[] } };
  const now = [...document.querySelector('live-product-list')!.shadowRoot!.querySelectorAll('[data-key]')];
  const sameRows = now.length === record.rows.length && now.every((row, place) => row === record.rows[place]);
  return { sameRows, told: record.told, statuses: record.statuses };
}

async function firstRows(scene: Scene): Promise<void> {
  await scene.sees(list, 'rows before the engine', ({ status, rows }) => status === 'stale' && rows.length === 5);
}

/** Rows are on screen before the engine, and what changed meanwhile is put right in the very same elements. */
export const slowEngine: Row = {
  name: 'slow-engine',
  opensItself: true,
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    const release = scene.site.hold(scene.site.kitAddress('chunks/engine-'));
    await scene.visit.begin(scene.site.address(scene.row));
    await firstRows(scene);
    assert.equal(await scene.evaluate(asked), 1);
    await scene.evaluate(watch);
    await scene.rename('Renamed before the engine');
    release();
    const { rows } = await scene.sees(list, 'rows that are live', ({ status }) => status === 'live');
    assert.ok(rows[0]!.includes('Renamed before the engine'), rows[0]);
    // The first read's one answer served list and engine; the second is the one that every beginning of the stream asks for.
    assert.equal(await scene.evaluate(asked), 2);
    const after = await scene.evaluate(seen);
    assert.deepEqual(after.statuses, ['stale', 'live']);
    assert.equal(after.sameRows, true, 'the same elements');
    assert.deepEqual(
      after.told.filter((name) => name !== 'live-update'),
      [],
    );
    await scene.follows(list);
  },
};

/** Two lists of one question, and one that leaves before the engine is there. */
export const sharedEarly: Row = {
  name: 'shared-early-read',
  // Tickets are not for everybody.
  browserSays: [/401/],
  opensItself: true,
  pages: {
    '': (site) =>
      page(provider(site, `${products}${products}<live-ticket-feed filter="status=eq.nobody"></live-ticket-feed>`)),
  },
  async check(scene) {
    const release = scene.site.hold(scene.site.kitAddress('chunks/engine-'));
    await scene.visit.begin(scene.site.address(scene.row));
    await firstRows(scene);
    assert.equal(await scene.evaluate(asked), 1);
    await scene.evaluate(() => document.querySelector('live-ticket-feed')!.remove());
    await scene.evaluate(() => document.querySelectorAll('live-product-list')[1]!.setAttribute('order', 'name.asc'));
    await scene.until(
      'the second list’s other question',
      () => document.querySelectorAll('live-product-list')[1]!.status === 'stale',
    );
    assert.equal(await scene.evaluate(asked), 2);
    const tickets = (): number =>
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('/rest/v1/tickets')).length;
    const before = await scene.evaluate(tickets);
    release();
    await scene.live();
    assert.equal(await scene.evaluate(tickets), before, 'what has left is not read any more');
  },
};

/** Without its engine the page has its first rows, says what is wrong, and goes on when the chunk can be had. */
export const missingEngine: Row = {
  name: 'missing-engine',
  opensItself: true,
  says: [/could not be loaded.*\[livetags: load-failed\]/],
  browserSays: [/404|engine-|Failed to load/],
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    const giveBack = scene.site.hide(scene.site.kitAddress('chunks/engine-'));
    await scene.visit.begin(scene.site.address(scene.row));
    await firstRows(scene);
    await scene.waitFor('the message', async () =>
      (await scene.complaints()).some((text) => text.includes('[livetags: load-failed]')),
    );
    await firstRows(scene);
    assert.equal(await scene.evaluate(() => document.querySelector('live-provider')!.status), 'connecting');
    giveBack();
    await scene.live();
  },
};
