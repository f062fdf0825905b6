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

/** A feed that is one file, so that its hash covers every script that runs. */
export const oneFile: Row = {
  name: 'ticket-feed-embed',
  headers: integrity.headers,
  pages: {
    '': (site) =>
      page(
        `${openingTag(site, `access-token="${site.backend.signToken({ sub: site.staffId, role: 'authenticated' }, 600)}"`)}
        <live-ticket-feed limit="5"></live-ticket-feed></live-provider>`,
        scriptWithHash(site, 'ticket-feed-embed.js'),
      ),
  },
  async check(scene) {
    const { rows } = await scene.sees('live-ticket-feed', 'live rows', ({ status }) => status === 'live');
    assert.equal(rows.length, 5);
    const scripts = await scene.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/kit/')),
    );
    assert.deepEqual(scripts, [`${scene.site.cdn}/kit/ticket-feed-embed.js`]);
  },
};

function scriptWithHash(site: Site, file = 'livetags.js'): string {
  const hash = site.integrityOf(file);
  const source = kitScript.replace('/kit/livetags.js', `${site.cdn}/kit/${file}`);
  return source.replace('></script>', ` integrity="${hash}" crossorigin></script>`);
}
