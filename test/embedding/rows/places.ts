/** Places in a page where the parser, a shadow root or a sandbox have a say. */
import assert from 'node:assert/strict';
import { kitScript, openingTag, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';

export const paragraph: Row = {
  name: 'in-a-paragraph',
  pages: { '': (site) => page(`${openingTag(site, 'page')}</live-provider><p>Products: ${products}</p>`) },
  async check(scene) {
    await scene.live('p > live-product-list');
  },
};

export const listItem: Row = {
  name: 'in-a-list',
  pages: { '': (site) => page(provider(site, `<ul>${products}<li>An item</li></ul>`)) },
  async check(scene) {
    await scene.live('ul > live-product-list');
  },
};

export const tableCell: Row = {
  name: 'in-a-table',
  pages: {
    '': (site) => page(`${openingTag(site, 'page')}</live-provider><table><tr><td>${products}</td></tr></table>`),
  },
  async check(scene) {
    const { width } = await scene.live('td > live-product-list');
    assert.ok(width > 200, `${width} px wide`);
  },
};

/** Not in a cell: the parser puts it before the table, and there it works. */
export const tableItself: Row = {
  name: 'between-table-rows',
  pages: { '': (site) => page(provider(site, `<table><tr><td>A cell</td></tr>${products}</table>`)) },
  async check(scene) {
    await scene.live('live-product-list:has(+ table)');
  },
};

export const shadowRoot: Row = {
  name: 'in-a-shadow-root',
  globals: [],
  pages: {
    '': (site) =>
      page(
        provider(site, '<shop-card></shop-card>'),
        `${kitScript}<script type="module">
          customElements.define('shop-card', class extends HTMLElement {
            connectedCallback() {
              this.attachShadow({ mode: 'open' }).innerHTML = \`<section>${products}</section>\`;
            }
          });
        </script>`,
      ),
  },
  async check(scene) {
    await scene.live('shop-card >>> live-product-list');
  },
};

/** Hidden until the dialog opens; then as wide as it. */
export const dialog: Row = {
  name: 'in-a-dialog',
  pages: { '': (site) => page(provider(site, `<dialog>${products}</dialog>`)) },
  async check(scene) {
    await scene.sees('live-product-list', 'live behind', ({ status }) => status === 'live');
    await scene.evaluate(() => document.querySelector('dialog')!.showModal());
    await scene.live();
  },
};

/** What the page in the sandbox says of itself. */
interface Told {
  readonly status?: string;
  readonly rows: readonly string[];
  readonly complaints: readonly string[];
}

/** No origin of its own: no storage, no cookies, and every request is from `null`. */
export const sandbox: Row = {
  name: 'in-a-sandbox',
  pages: {
    '': () =>
      page(
        '<iframe title="A partner" sandbox="allow-scripts" src="partner.html" width="700" height="500"></iframe>',
        '',
      ),
    // It answers who asks what its list shows: no other page can look into it.
    'partner.html': (site) =>
      page(
        `${provider(site)}<script>
          addEventListener('message', (message) => {
            const list = document.querySelector('live-product-list');
            const recorder = window[Symbol.for('recorder')];
            message.source.postMessage({
              status: list.status,
              rows: [...(list.shadowRoot?.querySelectorAll('[data-key]') ?? [])].map((row) => row.innerText),
              complaints: [...recorder.complaints],
            }, '*');
          });
        </script>`,
        kitScript.replace('type="module"', 'type="module" crossorigin'),
      ),
  },
  async check(scene) {
    const ask = (): Promise<Told> =>
      scene.evaluate(
        () =>
          new Promise<Told>((resolve) => {
            addEventListener('message', ({ data }) => resolve(data as Told), { once: true });
            document.querySelector('iframe')!.contentWindow!.postMessage('what do you show?', '*');
          }),
      );
    await scene.waitFor('live rows in the sandbox', async () => {
      const { status, rows } = await ask();
      return status === 'live' && rows.length === 5;
    });
    await scene.rename('In the sandbox');
    await scene.waitFor('the change', async () => (await ask()).rows.some((row) => row.includes('In the sandbox')));
    assert.deepEqual((await ask()).complaints, []);
  },
};
