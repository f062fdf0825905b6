/** Ways to a page and back to it. */
import assert from 'node:assert/strict';
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

/** Kept by the browser as it was, with a socket that is long gone. */
export const backForwardCache: Row = {
  name: 'back-forward-cache',
  // Chromium tells of a socket that phoenix, in realtime-js, exchanges for one of its own as the page is shown again.
  browserSays: [/WebSocket is closed before the connection is established/],
  pages: {
    '': (site) =>
      page(
        provider(site),
        `${kitScript}<script>
          addEventListener('pageshow', ({ persisted }) => { document.documentElement.dataset.persisted = persisted; });
        </script>`,
      ),
    'elsewhere.html': () => page('<p>Elsewhere</p>', ''),
  },
  async check(scene) {
    await scene.live();
    await scene.visit.open(scene.site.address(scene.row, 'elsewhere.html'));
    await scene.rename('Renamed while away');
    await scene.visit.back();
    const { rows } = await scene.sees('live-product-list', 'what changed meanwhile', (seen) => {
      return seen.status === 'live' && seen.rows.some((row) => row.includes('Renamed while away'));
    });
    assert.equal(rows.length, 5);
    const restored = await scene.evaluate(() => document.documentElement.dataset['persisted']);
    // Firefox keeps no page with an open socket; the page is loaded anew there.
    assert.equal(restored, String(scene.engine !== 'firefox'));
    await scene.follows();
  },
};
