/** What a reader has before the script has come, or when it never does. */
import assert from 'node:assert/strict';
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

const sheet = '<link rel="stylesheet" href="/kit/pre-upgrade.css">';
const fallback = `<live-product-list order="sku.asc" limit="5">
  <p id="fallback">Desks, chairs and lamps: <a href="/catalogue">our catalogue</a></p>
</live-product-list><p id="after">After the list</p>`;

interface Seen {
  readonly defined: boolean;
  readonly fallback: boolean;
  readonly top: number;
}

/** Runs in the page. */
function see(): Seen {
  const after = document.querySelector('#after')!.getBoundingClientRect();
  return {
    defined: document.querySelector('live-product-list')!.matches(':defined'),
    fallback: document.querySelector('#fallback')!.checkVisibility(),
    top: after.top,
  };
}

export const withoutScripts: Row = {
  name: 'no-javascript',
  headers: () => ({ 'content-security-policy': "script-src 'none'" }),
  browserSays: [/recorder\.js|livetags\.js|script-src/],
  pages: { '': (site) => page(provider(site, fallback), sheet + kitScript) },
  async check(scene) {
    const seen = await scene.evaluate(see);
    assert.deepEqual([seen.defined, seen.fallback], [false, true]);
    assert.ok(seen.top > 150, 'there is a place for the list');
  },
};

export const scriptMissing: Row = {
  name: 'script-missing',
  browserSays: [/404/],
  says: [/not loaded: script/],
  pages: {
    '': (site) => page(provider(site, fallback), sheet + kitScript.replace('livetags.js', 'not-there.js')),
  },
  async check(scene) {
    const seen = await scene.evaluate(see);
    assert.deepEqual([seen.defined, seen.fallback], [false, true]);
  },
};

/** The backend refuses what the list asks: what the tag holds is shown with the explanation. */
export const refused: Row = {
  name: 'fallback-after-a-fault',
  says: [/\[livetags: no-permission\]/],
  browserSays: [/40[13]/],
  pages: {
    '': (site) => page(provider(site, fallback.replace('order="sku.asc"', 'table="customers" order="name.asc"'))),
  },
  async check(scene) {
    await scene.sees('live-product-list', 'an error', ({ status }) => status === 'error');
    assert.ok((await scene.evaluate(see)).fallback, 'the fallback is shown');
  },
};

/** The list reserves the height its rows will have; what follows it stays where it is from the first paint on. */
export const slowScript: Row = {
  name: 'slow-script',
  opensItself: true,
  pages: {
    '': (site) =>
      page(
        provider(site, fallback),
        `${sheet}<style>live-product-list { --live-min-block-size: 24.7em }</style>${kitScript}`,
      ),
  },
  async check(scene) {
    const script = scene.site.hold('/kit/livetags.js');
    await scene.visit.begin(scene.site.address(scene.row));
    await scene.until('the page', () => document.querySelector('#after') !== null);
    const before = await scene.evaluate(see);
    assert.deepEqual([before.defined, before.fallback], [false, true]);
    await scene.evaluate(() => {
      const record = { shift: 0, tops: [] as number[] };
      Object.assign(document, { record });
      if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) record.shift += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      }
      const sample = (): void => {
        record.tops.push(document.querySelector('#after')!.getBoundingClientRect().top);
        requestAnimationFrame(sample);
      };
      sample();
    });
    script();
    await scene.until('the upgrade', () => document.querySelector('live-product-list')!.matches(':defined'));
    await scene.live();
    const after = await scene.evaluate(() => {
      const { record } = document as unknown as { record: { shift: number; tops: number[] } };
      const moved = Math.max(...record.tops) - Math.min(...record.tops);
      return { shift: record.shift, moved: moved / innerHeight };
    });
    assert.ok(after.shift < 0.02, `layout shift ${after.shift}`);
    assert.ok(
      after.moved < 0.02,
      `what follows the list moved by ${after.moved} of the page's height; the list is ${(await scene.look('live-product-list')).height} px high`,
    );
    const gone = await scene.evaluate(see);
    assert.deepEqual([gone.defined, gone.fallback], [true, false]);
  },
};

/** Between the upgrade and the first rows the tag's content goes on being shown. */
export const slowRows: Row = {
  name: 'slow-rows',
  pages: { '': () => page(`<live-provider id="provider">${fallback}</live-provider>`) },
  async check(scene) {
    const seen = await scene.sees('live-product-list', 'loading', ({ states }) => states.includes('loading'));
    assert.equal(seen.frame['loading'], undefined, 'no skeleton beside the fallback');
    assert.ok((await scene.evaluate(see)).fallback);
    await scene.evaluate(
      (url, apiKey) => Object.assign(document.querySelector('#provider')!, { url, apiKey }),
      scene.site.backend.url,
      scene.site.backend.anonKey,
    );
    await scene.live();
    assert.equal((await scene.evaluate(see)).fallback, false);
  },
};
