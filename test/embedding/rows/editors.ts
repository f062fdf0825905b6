/** What editors of content make of the tags before they reach the page. */
import assert from 'node:assert/strict';
import { openingTag, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';

/** WordPress' wpautop: paragraphs round what it does not know, line breaks where the author had lines. */
export const paragraphs: Row = {
  name: 'wpautop',
  pages: {
    '': (site) =>
      page(`<p>Our shop</p>
<p>${openingTag(site)}<br />
<live-status-dot show-label></live-status-dot><br />
<live-product-list order="sku.asc" limit="5" template="shop-row"><br />
</live-product-list><br />
</live-provider></p>
<p><template id="shop-row"><b data-text="name"></b></template></p>`),
  },
  async check(scene) {
    const { rows } = await scene.live();
    assert.equal(rows.length, 5);
  },
};

/** wp_kses, for authors without unfiltered_html: of unknown tags only markers are left. */
export const markers: Row = {
  name: 'kses-markers',
  pages: {
    '': (site) =>
      page(`<div data-live="provider" data-url="${site.backend.url}" data-api-key="${site.backend.anonKey}">
        <div class="shop" data-live="product-list" data-order="sku.asc" data-limit="5"></div>
      </div>
      <div id="later"></div>`),
  },
  async check(scene) {
    await scene.live();
    const classes = await scene.evaluate(() => document.querySelector('live-product-list')!.className);
    assert.equal(classes, 'shop');
    await scene.evaluate(() => {
      const marker = document.createElement('div');
      Object.assign(marker.dataset, { live: 'product-list', order: 'sku.asc', limit: '2' });
      marker.id = 'second';
      document.querySelector('live-provider')!.append(marker);
    });
    await scene.live('#second');
  },
};

/** A tag closed as in XML is not closed: what follows becomes its content, and still works. */
export const selfClosing: Row = {
  name: 'self-closing',
  pages: { '': (site) => page(provider(site, `<live-status-dot show-label />${products}<p id="after">After</p>`)) },
  async check(scene) {
    await scene.sees('live-status-dot', 'Live', ({ frame }) => frame['label'] === 'Live');
  },
};

/** A page's own script writes the tags while the page is parsed. */
export const documentWrite: Row = {
  name: 'document-write',
  pages: {
    '': (site) =>
      page(`<script>document.write(${JSON.stringify(provider(site)).replaceAll('</', '<\\/')})</script><p>After</p>`),
  },
  async check(scene) {
    await scene.live();
  },
};

export const base: Row = {
  name: 'base-href',
  pages: {
    '': (site) =>
      page(
        provider(site, '<live-product-list order="sku.asc" limit="5" href="p/{sku}"></live-product-list>'),
        '<base href="/elsewhere/deep/"><script type="module" src="/kit/livetags.js"></script>',
      ),
  },
  async check(scene) {
    await scene.live();
    const address = await scene.evaluate(
      () => document.querySelector('live-product-list')!.shadowRoot!.querySelector<HTMLAnchorElement>('a')!.href,
    );
    assert.match(address, /\/elsewhere\/deep\/p\/[A-Z]/);
  },
};
