/** Where the provider stands, and when it comes. */
import assert from 'node:assert/strict';
import { openingTag, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Site } from '../site.ts';

/** Only staff sees what is not for sale. */
const notForSale = '<live-product-list filter="status=neq.active" order="sku.asc" limit="5"></live-product-list>';

function asStaff(site: Site): string {
  return `access-token="${site.backend.signToken({ sub: site.staffId, role: 'authenticated' }, 600)}"`;
}

/** The list is in the page and upgraded long before its provider is. */
export const late: Row = {
  name: 'provider-late',
  pages: {
    '': (site) =>
      page(`<div id="place">${products}</div><template id="later">${openingTag(site)}</live-provider></template>`),
  },
  async check(scene) {
    await scene.sees('live-product-list', 'loading', ({ states }) => states.includes('loading'));
    await scene.evaluate(() => {
      const later = document.querySelector<HTMLTemplateElement>('#later')!.content.cloneNode(true) as DocumentFragment;
      const place = document.querySelector('#place')!;
      place.before(later);
      document.querySelector('live-provider')!.append(place);
    });
    await scene.live();
  },
};

/** Markup of the list comes first, and the provider elsewhere, for the whole page. */
export const afterTheLists: Row = {
  name: 'provider-after-the-lists',
  pages: { '': (site) => page(`${products}<footer>${openingTag(site, 'page')}</live-provider></footer>`) },
  async check(scene) {
    await scene.live();
  },
};

export const without: Row = {
  name: 'provider-missing',
  says: [/<live-product-list.*No provider was found.*\[livetags: no-provider\]/s],
  pages: { '': () => page(products) },
  async check(scene) {
    const { frame } = await scene.sees('live-product-list', 'error', ({ status }) => status === 'error');
    assert.match(frame['error'] ?? '', /no-provider/);
  },
};

/** Named, and in the page only later; a provider round the list is not the one that was named. */
export const byId: Row = {
  name: 'provider-by-id-later',
  pages: {
    '': (site) =>
      page(`${provider(site, notForSale.replace('<live-product-list', '$& provider="staff"'))}
        <template id="later">${openingTag(site, `id="staff" ${asStaff(site)}`)}</live-provider></template>`),
  },
  async check(scene) {
    await scene.sees('live-product-list', 'loading', ({ states }) => states.includes('loading'));
    await scene.evaluate(() => {
      document.body.append(document.querySelector<HTMLTemplateElement>('#later')!.content.cloneNode(true));
    });
    await scene.sees('live-product-list', 'rows', ({ status, rows }) => status === 'live' && rows.length > 0);
  },
};

/** Two projects on one page: each list keeps to its own, and a token of the one is nothing to the other. */
export const two: Row = {
  name: 'two-providers',
  pages: {
    '': (site) =>
      page(
        `<div id="public">${provider(site, products)}</div>
        <div id="staff">${provider(site, notForSale, asStaff(site))}</div>`,
      ),
  },
  async check(scene) {
    await scene.live('#public live-product-list');
    const { rows } = await scene.sees('#staff live-product-list', 'rows', ({ status }) => status === 'live');
    assert.ok(rows.length > 0);
    await scene.sees('#public live-product-list', 'rows still', ({ status }) => status === 'live');
  },
};
