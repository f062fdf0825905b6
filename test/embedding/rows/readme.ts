/** The README's snippets, pasted into fresh pages. */
import assert from 'node:assert/strict';
import { configured, inlineCode, snippets } from '../../support/documented.ts';
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Site } from '../site.ts';

/** A block of HTML of the README, by something that stands in it. */
function block(part: string, site: Site): string {
  const [found, ...more] = snippets('README.md').filter(
    ({ language, text }) => language === 'html' && text.includes(part),
  );
  assert.ok(found && more.length === 0, `one block of the README has ${part}`);
  return configured(found.text, site.backend);
}

/** With the files beside the page, and one of the themes. */
export const pasted: Row = {
  name: 'readme',
  kit: '',
  pages: { '': (site) => page(`${block('live-connection-banner', site)}${block('themes/', site)}`, '') },
  async check(scene) {
    const { rows } = await scene.sees('live-product-list', 'rows', ({ status }) => status === 'live');
    assert.ok(rows.length > 20, `${rows.length} rows`);
    await scene.sees('live-status-dot', 'Live', ({ frame }) => frame['label'] === 'Live');
    await scene.followsFirst();
    const columns = await scene.evaluate(() => {
      const list = document.querySelector('live-product-list')!.shadowRoot!.querySelector('[part~=rows]')!;
      return getComputedStyle(list).display;
    });
    assert.equal(columns, 'grid', 'rows are cards');
  },
};

/** A provider for the whole page, and by its name. Tickets are for those who are signed in. */
export const anywhere: Row = {
  name: 'readme-page-provider',
  pages: {
    '': (site) => {
      const token = site.backend.signToken({ sub: site.staffId, role: 'authenticated' }, 600);
      const signIn = `<script>document.querySelector('live-provider').accessToken = async () => '${token}'</script>`;
      return page(block('<live-provider page', site) + signIn);
    },
  },
  async check(scene) {
    for (const feed of ['live-ticket-feed', 'live-ticket-feed[provider]'])
      await scene.sees(feed, 'tickets', ({ status, rows }) => status === 'live' && rows.length > 0);
    const urgent = await scene.look('live-ticket-feed[provider]');
    assert.ok(
      urgent.rows.every((row) => /high|urgent/i.test(row)),
      urgent.rows.join('\n'),
    );
  },
};

/** Of a table that is called otherwise, laid out by a template. */
export const otherTable: Row = {
  name: 'readme-courses',
  pages: {
    '': async (site) => {
      await site.backend.database.exec(`
        create table if not exists public.courses (
          id uuid primary key default gen_random_uuid(), title text, fee numeric, places int, starts_at timestamptz,
          created_at timestamptz default now(), updated_at timestamptz default now());
        alter table public.courses enable row level security;
        drop policy if exists "courses are public" on public.courses;
        create policy "courses are public" on public.courses for select to anon using (true);
        grant select on public.courses to anon;
        delete from public.courses;
        insert into public.courses (title, fee, places, starts_at) values
          ('Bread', 20, 0, now() + interval '1 day'), ('Soup', 30, 4, now() + interval '2 days');
        do $$ begin
          if not exists (select from pg_publication_tables where tablename = 'courses')
          then alter publication supabase_realtime add table public.courses; end if;
        end $$;`);
      const named = inlineCode('README.md', '<live-product-list table="courses"');
      return page(provider(site, `${block('table="courses"', site)}${named}</live-product-list>`), kitScript);
    },
  },
  async check(scene) {
    const { rows } = await scene.sees(
      'live-list',
      'two courses',
      ({ status, rows }) => status === 'live' && rows.length === 2,
    );
    assert.match(rows[0]!, /^Bread .*fully booked$/s);
    assert.match(rows[1]!, /^Soup (?!.*fully booked)/s);
    await scene.sees('live-product-list', 'courses as products', ({ rows }) => rows.join().includes('Soup'));
    await scene.site.backend.database.query(`update public.courses set places = 0 where title = 'Soup'`);
    await scene.sees('live-list', 'the change', ({ rows }) => /^Soup .*fully booked$/s.test(rows[1] ?? ''));
  },
};
