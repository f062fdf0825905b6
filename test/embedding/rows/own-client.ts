/** Pages that use Supabase themselves: livetags never touches their session, nor their channels. */
import assert from 'node:assert/strict';
import { kitScript, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Scene } from '../scene.ts';
import type { Site } from '../site.ts';

/** As much of the page's client as is looked at. */
interface PageClient {
  readonly auth: { getSession(): Promise<{ data: { session: { user: { email: string } } | null } }> };
  getChannels(): { readonly topic: string; readonly state: string }[];
}

interface PageWithClient {
  readonly client: PageClient;
  /** Names of products the page's own channel told of. */
  readonly heard: string[];
}

/** The page's script: a client, who signs in if he has credentials, and a channel of its own. */
function ownScript({ backend }: Site, signIn: string, then = ''): string {
  return `<script src="/libraries/supabase.js"></script>${kitScript}<script type="module">
    window.heard = [];
    window.client = supabase.createClient('${backend.url}', '${backend.anonKey}');
    ${signIn}
    client.channel('room').on('postgres_changes', { event: '*', schema: 'public', table: 'products' },
      ({ new: row }) => heard.push(row.name)).subscribe((status) => (document.body.dataset.room = status));
    ${then}
  </script>`;
}

const globals = ['supabase', 'client', 'heard'];
const staff = `await client.auth.signInWithPassword({ email: 'staff@demo.test', password: 'livetags-demo' });`;

async function assertOwn(scene: Scene, email: string | null): Promise<void> {
  const own = await scene.evaluate(async () => {
    const { client } = window as unknown as PageWithClient;
    const { data } = await client.auth.getSession();
    const stored = Object.keys(localStorage);
    return { email: data.session?.user.email ?? null, topics: client.getChannels().map(({ topic }) => topic), stored };
  });
  assert.equal(own.email, email, 'the session');
  assert.deepEqual(own.topics, ['realtime:room'], 'the channels');
  assert.ok(own.stored.length <= (email === null ? 0 : 1), `stored: ${own.stored.join()}`);
}

/** The page's channel still tells the page. */
async function assertHears(scene: Scene, name: string): Promise<void> {
  await scene.rename(name);
  await scene.until(
    'the page hears of it',
    (wanted) => (window as unknown as PageWithClient).heard.includes(wanted),
    name,
  );
}

async function roomIsOpen(scene: Scene): Promise<void> {
  await scene.until('the page’s own channel', () => document.body.dataset['room'] === 'SUBSCRIBED');
}

export const anonymous: Row = {
  name: 'own-client',
  globals,
  pages: { '': (site) => page(provider(site), ownScript(site, '')) },
  async check(scene) {
    await roomIsOpen(scene);
    await scene.live();
    await assertHears(scene, 'Heard by both');
    await assertOwn(scene, null);
  },
};

/** The reader is signed in with the page, and livetags was not told: it reads as anybody. */
export const signedIn: Row = {
  name: 'own-client-signed-in',
  globals,
  pages: { '': (site) => page(provider(site), ownScript(site, staff)) },
  async check(scene) {
    await roomIsOpen(scene);
    await scene.live();
    await assertOwn(scene, 'staff@demo.test');
    await scene.evaluate(() => document.querySelector('live-provider')!.remove());
    await assertHears(scene, 'Heard by the page alone');
    await assertOwn(scene, 'staff@demo.test');
  },
};

const notForSale = '<live-product-list filter="status=neq.active" order="sku.asc" limit="5"></live-product-list>';

/** The page hands its client over: livetags reads as its user, and leaves nothing behind. */
export const handedOver: Row = {
  name: 'own-client-handed-over',
  globals,
  pages: {
    '': (site) =>
      page(
        `<template id="lists">${notForSale}${products.replace('list ', 'list id="all" ')}</template>`,
        ownScript(
          site,
          staff,
          `const provider = document.createElement('live-provider');
          provider.client = client;
          provider.append(document.querySelector('#lists').content);
          document.body.append(provider);`,
        ),
      ),
  },
  async check(scene) {
    await roomIsOpen(scene);
    await scene.sees(
      'live-product-list',
      'what staff sees',
      ({ status, rows }) => status === 'live' && rows.length > 0,
    );
    await scene.live('#all');
    await scene.evaluate(() => document.querySelector('live-provider')!.remove());
    await scene.until('only the page’s own channel', () => {
      const { client } = window as unknown as PageWithClient;
      return client.getChannels().length === 1;
    });
    await assertOwn(scene, 'staff@demo.test');
    await assertHears(scene, 'Heard after all');
  },
};

/** Long after the elements wondered where the project is: they say what is missing, and begin when it comes. */
export const handedOverLate: Row = {
  name: 'own-client-handed-over-late',
  globals,
  says: [
    /^<live-provider.*nor \(yet\) a client.*\[livetags: no-project\]/s,
    /^<live-product-list.*nor \(yet\) a client.*\[livetags: no-project\]/s,
  ],
  pages: { '': (site) => page(`<live-provider>${products}</live-provider>`, ownScript(site, '')) },
  async check(scene) {
    const { frame } = await scene.sees('live-product-list', 'what is missing', ({ status }) => status === 'error');
    assert.match(frame['error'] ?? '', /no-project/);
    await scene.evaluate(() => {
      Object.assign(document.querySelector('live-provider')!, { client: (window as unknown as PageWithClient).client });
    });
    await scene.live();
    await assertHears(scene, 'Heard, if late');
  },
};
