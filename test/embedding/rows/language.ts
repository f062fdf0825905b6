/** Pages whose language and direction are set by a script, after everything else. */
import assert from 'node:assert/strict';
import { page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

export const late: Row = {
  name: 'language-set-late',
  pages: {
    '': (site) =>
      page(
        provider(
          site,
          `<live-status-dot show-label></live-status-dot>
          <live-product-list filter="sku=eq.none"></live-product-list>
          <live-product-list id="full" order="sku.asc" limit="5"></live-product-list>`,
        ),
      ),
  },
  async check(scene) {
    await scene.live('#full');
    const { frame } = await scene.sees('live-product-list', 'empty', ({ states }) => states.includes('empty'));
    const english = frame['empty'];
    await scene.evaluate(() => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }));
    const arabic = await scene.sees('live-product-list', 'other words', (seen) => seen.frame['empty'] !== english);
    assert.match(arabic.frame['empty'] ?? '', /[\u0600-\u06ff]/);
    await scene.sees('live-status-dot', 'other words', (seen) => /[\u0600-\u06ff]/.test(seen.frame['label'] ?? ''));
    const startsRight = await scene.evaluate(() => {
      const list = document.querySelector('#full')!;
      const field = list.shadowRoot!.querySelector('[data-key] [part~=name]')!;
      const { left, right } = list.getBoundingClientRect();
      const box = field.getBoundingClientRect();
      return right - box.right < box.left - left;
    });
    assert.ok(startsRight, 'rows begin on the right');
    await scene.follows('#full');
  },
};
