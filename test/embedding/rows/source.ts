/** `source` changed on a page that is live: how changes are learnt is another, and nothing else in the page is. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openingTag, page } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Scene } from '../scene.ts';

const kit = ['install.sql', 'staff.sql'].map(
  (file) => new URL(`../../../demo/supabase/partner/${file}`, import.meta.url),
);

/** Looks at every frame, and at every status that is told. */
interface Watch {
  fewest: number;
  doubled: string[];
  readonly statuses: string[];
  readonly elements: readonly Element[];
}

function watch(): void {
  const feed = document.querySelector('live-ticket-feed')!;
  const rows = (): HTMLElement[] => [...feed.shadowRoot!.querySelectorAll<HTMLElement>('[data-key]')];
  const state: Watch = { fewest: Infinity, doubled: [], statuses: [], elements: rows() };
  (window as unknown as { watched: Watch }).watched = state;
  const look = (): void => {
    const keys = rows().map(({ dataset }) => dataset['key']!);
    state.fewest = Math.min(state.fewest, keys.length);
    state.doubled.push(...keys.filter((key, index) => keys.indexOf(key) !== index));
    requestAnimationFrame(look);
  };
  look();
  document.querySelector('live-provider')!.addEventListener('live-status-change', ({ detail }) => {
    state.statuses.push(detail.status);
  });
}

/** A row written now is in the page; answers after how long. */
async function follows(scene: Scene, subject: string): Promise<void> {
  await scene.site.backend.database.query(
    `update public.tickets set subject = $1 where id = (select id from public.tickets order by number limit 1)`,
    [subject],
  );
  await scene.sees('live-ticket-feed', subject, ({ rows }) => rows.some((row) => row.includes(subject)));
}

export const sourceSwitched: Row = {
  name: 'source-switched',
  globals: ['watched'],
  pages: {
    '': async (site) => {
      const { backend, staffId } = site;
      for (const file of kit) await backend.database.exec(await readFile(file, 'utf8'));
      const token = backend.signToken({ sub: staffId, role: 'authenticated' }, 600);
      return page(
        `${openingTag(site, `access-token="${token}" audit-interval="5s"`)}
        <live-ticket-feed order="number.asc" limit="5"></live-ticket-feed>
        <p>Of <live-count table="tickets"></live-count></p></live-provider>`,
      );
    },
  },
  async check(scene) {
    const live = (): Promise<unknown> =>
      scene.sees('live-ticket-feed', 'live rows', ({ status, rows }) => status === 'live' && rows.length === 5);
    await live();
    await scene.evaluate(() =>
      document.querySelector<HTMLElement & { loadMore(): Promise<void> }>('live-ticket-feed')!.loadMore(),
    );
    await scene.sees('live-ticket-feed', 'ten rows', ({ rows }) => rows.length === 10);
    await scene.evaluate(watch);
    for (const source of ['poll', 'broadcast', 'changes', 'broadcast', 'poll', 'changes'] as const) {
      await scene.evaluate((name) => document.querySelector('live-provider')!.setAttribute('source', name), source);
      await scene.sees(
        'live-ticket-feed',
        `rows that are live by ${source}`,
        ({ status, rows }) => status === 'live' && rows.length === 10,
      );
      await follows(scene, `By ${source} at ${Date.now()}`);
      const { fewest, doubled, statuses, same, count, received } = await scene.evaluate(() => {
        const { watched } = window as unknown as { watched: Watch };
        const provider = document.querySelector('live-provider')!;
        const rows = document.querySelector('live-ticket-feed')!.shadowRoot!.querySelectorAll('[data-key]');
        return {
          ...{ fewest: watched.fewest, doubled: watched.doubled, statuses: watched.statuses.splice(0) },
          same: watched.elements.every((element, index) => element === rows[index]),
          count: document.querySelector('live-count')!.shadowRoot!.textContent,
          received: provider.stats.eventsReceived,
        };
      });
      assert.deepEqual([fewest, doubled], [10, []], `rows in any frame on the way to ${source}`);
      assert.ok(same, 'rows keep their elements');
      assert.match(count, /\d/);
      assert.deepEqual(statuses, ['connecting', 'connected'], source);
      assert.equal(received > 0, source !== 'poll', `${source}: ${received} events`);
    }
  },
};
