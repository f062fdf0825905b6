/** Elements that scripts take about the page. */
import assert from 'node:assert/strict';
import { page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';

/** A move within the page costs no connection, no read, and no flash of a skeleton. */
export const moved: Row = {
  name: 'moved',
  pages: { '': (site) => page(provider(site, `<div id="here">${products}</div><div id="there"></div>`)) },
  async check(scene) {
    await scene.live();
    const before = await scene.evaluate(() => {
      const list = document.querySelector('live-product-list')!;
      const row = list.shadowRoot!.querySelector('[data-key]');
      document.querySelector('#there')!.append(list);
      return {
        same: row === list.shadowRoot!.querySelector('[data-key]'),
        status: (list as { status?: string } & Element).status,
      };
    });
    assert.deepEqual(before, { same: true, status: 'live' });
    await scene.follows();
  },
};

export const provided: Row = {
  name: 'moved-with-provider',
  pages: { '': (site) => page(`<div id="here">${provider(site)}</div><div id="there"></div>`) },
  async check(scene) {
    await scene.live();
    const still = await scene.evaluate(() => {
      document.querySelector('#there')!.append(document.querySelector('live-provider')!);
      return (document.querySelector('live-provider') as { status?: string } & Element).status;
    });
    assert.equal(still, 'connected');
    await scene.follows();
  },
};

export const cloned: Row = {
  name: 'cloned',
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    await scene.live();
    await scene.evaluate(() => {
      const list = document.querySelector('live-product-list')!;
      const clone = list.cloneNode(true) as Element;
      clone.id = 'clone';
      list.after(clone);
    });
    await scene.live('#clone');
    await scene.follows('live-product-list');
  },
};

/** A whole provider, list and all, cloned: the copy has a connection of its own, and outlives the first. */
export const clonedWithProvider: Row = {
  name: 'cloned-with-provider',
  pages: {
    '': (site) => page(`${provider(site)}<iframe id="frame" title="Elsewhere" src="frame.html"></iframe>`),
    'frame.html': () => page('<p>Elsewhere</p>', ''),
  },
  async check(scene) {
    await scene.live();
    await scene.evaluate(() => {
      const provider = document.querySelector('live-provider')!;
      const [here, there] = [provider.cloneNode(true), provider.cloneNode(true)] as Element[];
      here!.id = 'here';
      provider.after(here!);
      // Adopted into the frame's document before it was ever in one.
      document.querySelector<HTMLIFrameElement>('#frame')!.contentDocument!.body.append(there!);
    });
    const copies = ['#here live-product-list', '#frame >>> live-product-list'];
    for (const copy of copies) {
      const { rows } = await scene.live(copy);
      assert.equal(rows.length, 5, copy);
    }
    await scene.evaluate(() => document.querySelector('live-provider:not(#here)')!.remove());
    for (const copy of copies) await scene.follows(copy);
  },
};

export const removedAndBack: Row = {
  name: 'removed-and-back',
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    await scene.live();
    await scene.evaluate(async () => {
      const provider = document.querySelector('live-provider')!;
      provider.remove();
      // Longer than any linger for moves.
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.body.append(provider);
    });
    await scene.live();
  },
};

/** Brings styles of its own, which the element's root adopts. */
const styled = `<live-list table="products" order="sku.asc" limit="1">
  <template><style>b { letter-spacing: 3px }</style><b data-text="name"></b></template>
</live-list>`;

/** Into the document of a frame: its styles and its rows go with it. */
export const adopted: Row = {
  name: 'adopted',
  pages: {
    '': (site) =>
      page(`${provider(site, products + styled)}<iframe id="frame" title="Elsewhere" src="frame.html"></iframe>`),
    'frame.html': () => page('<p>Elsewhere</p>', ''),
  },
  async check(scene) {
    await scene.live();
    await scene.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('#frame')!;
      frame.contentDocument!.body.append(document.querySelector('live-provider')!);
    });
    await scene.live('#frame >>> live-product-list');
    await scene.live('#frame >>> live-list');
    const styles = await scene.evaluate(() => {
      const style = (list: string, inside: string): CSSStyleDeclaration => {
        const { contentDocument } = document.querySelector<HTMLIFrameElement>('#frame')!;
        return getComputedStyle(contentDocument!.querySelector(list)!.shadowRoot!.querySelector(inside)!);
      };
      const padding = style('live-product-list', '[data-key]').paddingInlineStart;
      return { padding, letterSpacing: style('live-list', '[data-key] b').letterSpacing };
    });
    assert.deepEqual(styles, { padding: '16px', letterSpacing: '3px' });
  },
};
