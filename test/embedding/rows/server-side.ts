/** Pages whose server drew the elements, with `@lit-labs/ssr`. */
import assert from 'node:assert/strict';
import { drawnByServer } from '../../ssr/on-server.ts';
import { page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';

const withFallback =
  '<live-product-list order="sku.asc" limit="5"><p id="fallback">Our catalogue</p></live-product-list>';

export const drawn: Row = {
  name: 'server-rendered',
  opensItself: true,
  pages: {
    '': async (site) =>
      page(
        await drawnByServer(
          provider(
            site,
            products +
              withFallback.replace('list ', 'list id="second" ') +
              '<live-count table="products">many</live-count>',
          ),
        ),
      ),
  },
  async check(scene) {
    const script = scene.site.hold('/kit/livetags.js');
    await scene.visit.begin(scene.site.address(scene.row));
    const first = await scene.sees('live-product-list', 'a skeleton', ({ frame }) => 'loading' in frame);
    assert.equal(first.defined, false);
    const seesFallback = (): Promise<boolean> =>
      scene.evaluate(() => document.querySelector('#fallback')!.checkVisibility());
    assert.equal(await seesFallback(), true);
    assert.equal((await scene.look('#second')).frame['loading'], undefined, 'no skeleton beside what the tag holds');
    script();
    const { frame } = await scene.live();
    assert.equal(frame['loading'], undefined, 'the skeleton is gone');
    await scene.live('#second');
    assert.equal(await seesFallback(), false);
    const lists = await scene.evaluate(
      () => document.querySelector('#second')!.shadowRoot!.querySelectorAll('[part=list]').length,
    );
    assert.equal(lists, 1);
    await scene.sees('live-count', 'a count', (seen) => /^\d+$/.test(seen.frame['value'] ?? ''));
  },
};
