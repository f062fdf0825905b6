/** Two pages of a desk: a feed of tickets, and one ticket that a colleague has open in his own page. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openingTag, page } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Site } from '../site.ts';

const colleague = 'c0000000-0000-4000-8000-000000000001';
const sql = (file: string): Promise<string> =>
  readFile(new URL(`../../../demo/supabase/partner/${file}`, import.meta.url), 'utf8');

function signedIn({ backend }: Site, sub: string, name: string): string {
  const token = backend.signToken({ sub, role: 'authenticated', user_metadata: { full_name: name } }, 600);
  return `access-token="${token}"`;
}

async function oldestTicket({ backend }: Site): Promise<string> {
  const { rows } = await backend.database.query<{ id: string }>(
    'select id from public.tickets order by number limit 1',
  );
  return rows[0]!.id;
}

export const presenceInFeed: Row = {
  name: 'presence-in-a-feed',
  pages: {
    '': async (site) => {
      const { database } = site.backend;
      for (const file of ['install.sql', 'presence.sql', 'presence-feed.sql']) await database.exec(await sql(file));
      await database.query('insert into auth.users (id) values ($1) on conflict do nothing', [colleague]);
      await database.query(`insert into public.members (user_id, role) values ($1, 'staff') on conflict do nothing`, [
        colleague,
      ]);
      return page(
        `${openingTag(site, signedIn(site, site.staffId, 'Anna'))}
        <live-ticket-feed presence order="number.asc" limit="3"></live-ticket-feed></live-provider>
        <iframe title="A colleague's page" src="ticket.html"></iframe>`,
      );
    },
    'ticket.html': async (site) =>
      page(
        `${openingTag(site, signedIn(site, colleague, 'Ben'))}
        <live-comment-thread ticket-id="${await oldestTicket(site)}" presence seen-in-feed></live-comment-thread>
        </live-provider>`,
      ),
  },
  async check(scene) {
    const { rows } = await scene.sees(
      'live-ticket-feed',
      'Ben at the first ticket',
      ({ rows: [first = ''] }) => first.includes('Viewing: ') && first.includes('Ben'),
    );
    assert.equal(rows.filter((row) => row.includes('Viewing')).length, 1);
    await scene.evaluate(() => document.querySelector('iframe')!.remove());
    await scene.sees('live-ticket-feed', 'nobody', (seen) => !seen.rows.join().includes('Viewing'));
  },
};
