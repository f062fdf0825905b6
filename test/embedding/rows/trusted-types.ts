/** Pages that let no text become HTML unless a policy they know made it. */
import assert from 'node:assert/strict';
import { page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

const trusted = (policies: string) => () => ({
  'content-security-policy': `require-trusted-types-for 'script'${policies && `; trusted-types ${policies}`}`,
});

export const required: Row = {
  name: 'trusted-types-required',
  headers: trusted(''),
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    await scene.live();
  },
};

export const listed: Row = {
  name: 'trusted-types-listed',
  headers: trusted('livetags'),
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    await scene.live();
  },
};

/** One policy of that name may be made, and the copies share it. */
export const listedForTwo: Row = {
  name: 'trusted-types-two-copies',
  headers: trusted('livetags'),
  pages: {
    '': (site) =>
      page(
        provider(site),
        `<script type="module" src="/kit/livetags.js"></script>
        <script type="module" src="/kit-copy/livetags.js"></script>`,
      ),
  },
  async check(scene) {
    await scene.live();
  },
};

/** Nothing can be drawn: the author is told what to allow, and what was in the tags stays. */
export const none: Row = {
  name: 'trusted-types-none',
  headers: trusted("'none'"),
  says: [/does not let livetags draw.*trusted-types livetags/s],
  browserSays: [/policy|Trusted(Type|HTML)/i],
  pages: {
    '': (site) => page(provider(site, '<live-product-list><p id="fallback">Our products</p></live-product-list>')),
  },
  async check(scene) {
    const enforced = await scene.evaluate(() => 'trustedTypes' in window);
    if (!enforced) {
      // Nothing is refused where the engine has no Trusted Types.
      await scene.live();
      return;
    }
    await scene.until('it is said', () => {
      const recorder = (window as unknown as Record<symbol, { complaints: string[] }>)[Symbol.for('recorder')]!;
      return recorder.complaints.some((text) => text.includes('[livetags: trusted-types]'));
    });
    const fallback = await scene.evaluate(() => document.querySelector('#fallback')!.checkVisibility());
    assert.ok(fallback, 'the fallback is to be seen');
  },
};
