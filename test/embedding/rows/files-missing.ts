/** Pages whose site serves less than the whole folder, for good or for a moment: what goes without says so, and the rest is as ever. */
import assert from 'node:assert/strict';
import { openingTag, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';

/** `livetags.js`, the engine and the connection, and none of the files that only some pages ask for. */
const script = '<script type="module" src="/kit-without-chunks/livetags.js"></script>';

export const sharingMissing: Row = {
  name: 'share-without-its-file',
  pages: { '': (site) => page(provider(site, undefined, 'share="tabs"'), script) },
  says: [/This tab has a connection of its own, and shares none: .*\[livetags: load-failed\]/s],
  browserSays: [/tabs-transport/],
  async check(scene) {
    await scene.live();
    const role = await scene.evaluate(() => document.querySelector('live-provider')!.stats?.role);
    assert.equal(role, 'alone');
    // Nor again when it comes back to it.
    await scene.evaluate(() => {
      const shared = document.querySelector('live-provider')!;
      shared.disconnect();
      shared.connect();
    });
    await scene.live();
    const told = (await scene.complaints()).filter((text) => text.includes('load-failed'));
    assert.equal(told.length, 1, told.join('\n'));
  },
};

export const presenceMissing: Row = {
  name: 'presence-without-its-file',
  pages: {
    '': (site) => {
      const token = site.backend.signToken({ sub: site.staffId, role: 'authenticated' }, 600);
      return page(
        `${openingTag(site, `access-token="${token}"`)}<live-ticket-feed presence limit="5"></live-ticket-feed></live-provider>`,
        script,
      );
    },
  },
  says: [/Who else is here cannot be shown: .*\[livetags: load-failed\]/s],
  browserSays: [/chunks\/presence/],
  async check(scene) {
    await scene.sees('live-ticket-feed', 'tickets', ({ status, rows }) => status === 'live' && rows.length === 5);
    await scene.waitFor('it is said', async () =>
      (await scene.complaints()).some((text) => text.includes('load-failed')),
    );
  },
};

/** What comes late and failed once is asked for again, although some engines remember of an address that it failed. */
export const connectionMissing: Row = {
  name: 'missing-connection',
  opensItself: true,
  says: [/live connection could not be loaded.*\[livetags: load-failed\]/],
  browserSays: [/supabase-|404|Failed to load/],
  pages: { '': (site) => page(provider(site)) },
  async check(scene) {
    const giveBack = scene.site.hide(scene.site.kitAddress('chunks/supabase-'));
    await scene.visit.begin(scene.site.address(scene.row));
    await scene.sees('live-product-list', 'rows', ({ status, rows }) => status === 'stale' && rows.length === 5);
    await scene.waitFor('it is said', async () =>
      (await scene.complaints()).some((text) => text.includes('load-failed')),
    );
    giveBack();
    await scene.live();
  },
};

export const tagMissing: Row = {
  name: 'missing-tag',
  opensItself: true,
  says: [/<live-product-list> could not be loaded.*\[livetags: load-failed\]/],
  browserSays: [/live-product-list|404|Failed to load/],
  pages: {
    '': (site) => page(provider(site), '<script type="module" src="/kit/autoload.js"></script>'),
  },
  async check(scene) {
    const giveBack = scene.site.hide(scene.site.kitAddress('live-product-list.js'));
    await scene.visit.begin(scene.site.address(scene.row));
    await scene.waitFor('it is said', async () =>
      (await scene.complaints()).some((text) => text.includes('load-failed')),
    );
    giveBack();
    await scene.evaluate(() => {
      const list = document.querySelector('live-product-list')!;
      list.after(list.cloneNode());
    });
    await scene.live();
  },
};
