/** Pages that may not store anything: private windows, cookie banners, policies. */
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

export const throwing: Row = {
  name: 'storage-throws',
  pages: {
    '': (site) =>
      page(
        provider(site),
        `<script>
          for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, { get() { throw new DOMException('Refused', 'SecurityError'); } });
          Object.defineProperty(document, 'cookie', { get() { throw new DOMException('Refused', 'SecurityError'); } });
        </script>${kitScript}`,
      ),
  },
  async check(scene) {
    await scene.live();
  },
};
