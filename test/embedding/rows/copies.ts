/** More than one livetags on a page, and names of one's own. */
import assert from 'node:assert/strict';
import { kitScript, openingTag, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import { otherVersion } from '../site.ts';

const secondScript = (folder: string): string => `<script type="module" src="/${folder}/livetags.js"></script>`;

export const twoCopies: Row = {
  name: 'two-copies',
  pages: { '': (site) => page(provider(site), kitScript + secondScript('kit-copy')) },
  async check(scene) {
    await scene.live();
  },
};

export const twoVersions: Row = {
  name: 'two-versions',
  says: [new RegExp(`version ${otherVersion.replaceAll('.', '\\.')}.*\\[livetags: second-copy\\]`)],
  pages: { '': (site) => page(provider(site), kitScript + secondScript('kit-other')) },
  async check(scene) {
    await scene.live();
  },
};

/** A plugin brings its own copy under its own names; each copy's lists find each copy's providers. */
export const otherPrefix: Row = {
  name: 'other-prefix',
  pages: {
    '': (site) =>
      page(
        `${provider(site)}
        ${openingTag(site, '', 'acme-provider')}<acme-product-list order="sku.asc" limit="5"></acme-product-list></acme-provider>`,
        `${kitScript}<script type="module">
          import { registerAll } from '/kit-other/livetags.js';
          registerAll({ prefix: 'acme-' });
        </script>`,
      ),
  },
  says: [/second-copy/],
  async check(scene) {
    await scene.live();
    await scene.live('acme-product-list');
  },
};

/** Names that hold in one shadow root alone, where the engine has them. */
export const scopedRegistry: Row = {
  name: 'scoped-registry',
  pages: {
    '': (site) =>
      page(
        `<div id="place"></div>`,
        `<script type="module">
          import { registerAll } from '/kit/livetags.js';
          const place = document.querySelector('#place');
          try {
            const registry = new CustomElementRegistry();
            registerAll({ prefix: 'own-', registry });
            const root = place.attachShadow({ mode: 'open', customElementRegistry: registry });
            root.innerHTML = \`${openingTag(site, '', 'own-provider')}<own-product-list order="sku.asc" limit="5"></own-product-list></own-provider>\`;
          } catch (error) {
            place.title = error.name;
          }
        </script>`,
      ),
  },
  async check(scene) {
    await scene.until('the page has tried', () => {
      const place = document.querySelector<HTMLElement>('#place')!;
      return place.title !== '' || Boolean(place.shadowRoot?.querySelector('own-product-list'));
    });
    const refused = await scene.evaluate(() => document.querySelector<HTMLElement>('#place')!.title);
    assert.equal(await scene.evaluate(() => customElements.get('own-provider') === undefined), true);
    if (refused === '') await scene.live('#place >>> own-product-list');
    // Firefox 153 and WebKitGTK 2.50 have none yet: `new CustomElementRegistry()` is no constructor there.
    else assert.deepEqual([scene.engine !== 'chromium', refused], [true, 'TypeError']);
  },
};

/** Whoever loads the single files of two tags has one copy of what they share. */
export const oneFileEach: Row = {
  name: 'one-file-each',
  pages: {
    '': (site) =>
      page(
        provider(site, products),
        `<script type="module" src="/kit/live-product-list.js"></script>
        <script type="module" src="/kit/live-provider.js"></script>`,
      ),
  },
  async check(scene) {
    await scene.live();
  },
};

export const autoload: Row = {
  name: 'autoload',
  pages: {
    '': (site) => page(provider(site, products), '<script type="module" src="/kit/autoload.js"></script>'),
  },
  async check(scene) {
    await scene.live();
    const unused = await scene.evaluate(() => customElements.get('live-ticket-feed') === undefined);
    assert.ok(unused, 'what the page does not use is not loaded');
  },
};

/** For editors that drop `type="module"`. */
export const classicLoader: Row = {
  name: 'classic-loader',
  pages: { '': (site) => page(provider(site, products), '<script src="/kit/loader.js" defer></script>') },
  async check(scene) {
    await scene.live();
  },
};
