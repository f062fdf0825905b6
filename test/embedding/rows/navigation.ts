/** Ways to a page and back to it. */
import assert from 'node:assert/strict';
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

/** Kept by the browser as it was, with a socket that is long gone. */
export const backForwardCache: Row = {
  name: 'back-forward-cache',
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
    await scene.follows();
  },
};
