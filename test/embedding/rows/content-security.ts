/** Pages under a strict Content-Security-Policy: nothing `unsafe-`, no inline script, no inline style. */
import assert from 'node:assert/strict';
import { kitScript, openingTag, page, products } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Site } from '../site.ts';

/** The line of the docs, and a page's own scripts. */
const policy = ({ backend }: Site): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; ` +
  `connect-src ${backend.url} ${backend.url.replace('http', 'ws')}; base-uri 'none'; form-action 'none'`;

const everything = `
  <live-connection-banner></live-connection-banner>
  <live-status-dot show-label></live-status-dot>
  ${products}
  <live-list table="products" limit="3" order="sku.asc" group-by="category" searchable highlight>
    <template><b part="name" data-text="name"></b> <i data-text="price | currency:EUR"></i></template>
  </live-list>
  <p>There are <live-count table="products"></live-count> products,
  and the first is called <live-value table="products" row-id="10000000-0000-4000-8000-000000000001" field="name"></live-value>.</p>`;

export const strictPolicy: Row = {
  name: 'strict-csp',
  headers: (site) => ({ 'content-security-policy': policy(site) }),
  pages: { '': (site) => page(`${openingTag(site)}${everything}</live-provider>`) },
  async check(scene) {
    await scene.live();
    await scene.live('live-list');
    const count = await scene.sees('live-count', 'a count', ({ status }) => status === 'live');
    assert.match(count.frame['value'] ?? '', /^\d+$/);
    await scene.sees('live-status-dot', 'Live', ({ frame }) => frame['label'] === 'Live');
    // Styles hold: what would be said in violations is asserted for every row.
    const padding = await scene.evaluate(() => {
      const row = document.querySelector('live-product-list')!.shadowRoot!.querySelector('[part~=row]')!;
      return getComputedStyle(row).paddingInlineStart;
    });
    assert.equal(padding, '16px');
  },
};

/** The script from another origin, held to what the author saw when he chose it. */
export const integrity: Row = {
  name: 'integrity',
  headers: (site) => ({
    'content-security-policy': policy(site).replace("script-src 'self'", `script-src 'self' ${site.cdn}`),
  }),
  pages: {
    '': (site) => page(`${openingTag(site)}${products}</live-provider>`, scriptWithHash(site)),
  },
  async check(scene) {
    await scene.live();
  },
};

function scriptWithHash(site: Site): string {
  const hash = site.integrityOf('livetags.js');
  const source = kitScript.replace('/kit/', `${site.cdn}/kit/`);
  return source.replace('></script>', ` integrity="${hash}" crossorigin></script>`);
}
