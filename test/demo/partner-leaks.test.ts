/**
 * No foreign row reaches a partner's page, by whatever way: every byte the page receives is kept while the rows of two
 * other partners change and change hands, and is searched for anything that is theirs. With `source="changes"` the same
 * search measures what the server itself gives away (`docs/partner.md` says it).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { KitBundle } from '../../demo/host/kit-bundle.ts';
import { partnerKit, startPartner, type PartnerDemo } from '../../demo/host/partner.ts';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { partners, users } from '../../demo/server/keys.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { findChromium } from '../browser.ts';
import { RecordedPage } from './recorded-page.ts';

interface Live extends HTMLElement {
  readonly status: string;
  readonly rows: readonly { readonly id: string; readonly subject: string }[];
}

const seed = 7_2026;
const { brightdesk, kontorNord, maisonClair } = partners;

describe('a partner page', { timeout: 300_000 }, () => {
  let backend: Backend;
  let partner: PartnerDemo;
  let browser: Browser;
  const kit = new KitBundle();

  before(async () => {
    backend = await startBackend({ port: 0, migrations: partnerKit });
    partner = await startPartner(backend.url, kit, 6);
    browser = await chromium.launch({
      executablePath: findChromium() ?? undefined,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  after(async () => {
    await browser.close();
    await partner.stop();
    await backend.stop();
  });

  async function sql<Row = { id: string }>(text: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await backend.database.query(text, parameters)).rows as Row[];
  }

  async function signedIn(): Promise<RecordedPage> {
    const recorded = await RecordedPage.open(browser);
    await recorded.page.goto(partner.url);
    await recorded.page.getByRole('button', { name: 'Sign in' }).click();
    await isLive(recorded);
    return recorded;
  }

  const isLive = (recorded: RecordedPage) =>
    recorded.page.waitForFunction(() => document.querySelector<Live>('live-ticket-feed')?.status === 'live');

  async function drawn(recorded: RecordedPage): Promise<string[]> {
    const ids = await recorded.page
      .locator('live-ticket-feed')
      .evaluate((feed) =>
        [...feed.shadowRoot!.querySelectorAll<HTMLElement>('[part~=row]')].map((row) => row.dataset.key!),
      );
    return ids.sort();
  }

  /** Writes that concern others, and some that take a row of ours or give us one. Answers everything that is foreign. */
  async function lifeOfOthers(writes: number): Promise<Set<string>> {
    const random = seededRandom(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const others = [kontorNord, maisonClair];
    const secrets = new Set<string>(others);
    const rows = await sql<{ id: string; partner_id: string | null; subject: string; assignee: string | null }>(
      'select id, partner_id, subject, assignee from tickets',
    );
    const ours = new Set(rows.filter((row) => row.partner_id === brightdesk).map(({ id }) => id));
    const theirs = rows.filter((row) => row.partner_id !== brightdesk).map(({ id }) => id);
    const everOurs = new Set(ours);
    for (let write = 0; write < writes; write += 1) {
      const mark = `foreign-${write}-${Math.floor(random() * 1e9)}`;
      secrets.add(mark);
      const chance = random();
      if (chance < 0.25) {
        const [added] = await sql(
          'insert into tickets (subject, partner_id, assignee) values ($1, $2, $1) returning id',
          [mark, pick(others)],
        );
        theirs.push(added!.id);
      } else if (chance < 0.5) {
        await sql('update tickets set subject = $1, body = $1 where id = $2', [mark, pick(theirs)]);
      } else if (chance < 0.65) {
        await sql('update tickets set partner_id = $1, subject = $2 where id = $3', [pick(others), mark, pick(theirs)]);
      } else if (chance < 0.75) {
        await sql('delete from tickets where id = $1', [theirs.splice(Math.floor(random() * theirs.length), 1)[0]]);
      } else if (chance < 0.85 && ours.size > 3) {
        // One of ours goes to them, and what they then write on it is theirs.
        const id = pick([...ours]);
        ours.delete(id);
        theirs.push(id);
        await sql('update tickets set partner_id = $1, subject = $2 where id = $3', [pick(others), mark, id]);
      } else if (chance < 0.95) {
        // One of theirs comes to us; what it said before is none of our business.
        const id = theirs.splice(Math.floor(random() * theirs.length), 1)[0]!;
        ours.add(id);
        everOurs.add(id);
        await sql('update tickets set subject = $1 where id = $2', [mark, id]);
        await sql(`update tickets set partner_id = $1, subject = 'now ours' where id = $2`, [brightdesk, id]);
      } else {
        await sql('update tickets set assignee = $1 where id = $2', [mark, pick([...ours])]);
      }
    }
    for (const id of [...theirs, ...rows.map((row) => row.id)]) if (!everOurs.has(id)) secrets.add(id);
    return secrets;
  }

  it(`works on its own origin under a strict policy, and receives nothing foreign (seed ${seed})`, async () => {
    const recorded = await signedIn();
    const { page } = recorded;
    const secrets = await lifeOfOthers(250);
    // The last word is ours: once it is drawn, everything before it has come.
    const [last] = await sql(`insert into tickets (subject, partner_id) values ('the last word', $1) returning id`, [
      brightdesk,
    ]);
    await page.locator(`live-ticket-feed [data-key="${last!.id}"]`).waitFor();
    await isLive(recorded);
    const own = await sql('select id from tickets where partner_id = $1 order by created_at desc, id limit 25', [
      brightdesk,
    ]);
    const expected = own.map(({ id }) => id).sort();
    await page.waitForFunction((count) => {
      const feed = document.querySelector('live-ticket-feed')!;
      return feed.shadowRoot!.querySelectorAll('[part~=row]').length === count;
    }, expected.length);
    assert.deepEqual(await drawn(recorded), expected);
    assert.ok(
      (await recorded.all()).some(({ from }) => from.startsWith('ws:')),
      'frames were kept',
    );
    assert.ok((await recorded.leaked(['the last word'])).length > 0, 'what is ours would be found');
    assert.deepEqual(await recorded.leaked(secrets), []);
    assert.deepEqual(recorded.complaints, [], 'not a word of the policy or the console');
    await recorded.close();
  });

  it('receives nothing foreign either when its own author asks for it', async () => {
    const recorded = await signedIn();
    const { page } = recorded;
    await page.evaluate(() => {
      const provider = document.querySelector('live-provider')!;
      const nosy: Record<string, string>[] = [
        { table: 'tickets' },
        { table: 'comments' },
        { table: 'partners' },
        { table: 'partner_tickets', select: '*,comments(*)' },
        { table: 'partner_tickets', select: 'id,assignee,partner_id' },
        { table: 'partner_tickets', filter: 'assignee=like.*' },
        { table: 'partner_tickets', filter: 'or=(partner_id.neq.0,id.not.is.null)' },
        { table: 'partner_tickets', order: 'assignee.desc' },
        { table: 'partner_tickets', columns: 'subject:body' },
      ];
      for (const attributes of nosy) {
        const list = document.createElement('live-list');
        for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
        provider.append(list);
      }
    });
    const secrets = await lifeOfOthers(60);
    await page.waitForFunction(() =>
      [...document.querySelectorAll<Live>('live-list')].every(({ status }) => status === 'error' || status === 'live'),
    );
    const [last] = await sql(`insert into tickets (subject, partner_id) values ('the last word', $1) returning id`, [
      brightdesk,
    ]);
    await page.locator(`live-ticket-feed [data-key="${last!.id}"]`).waitFor();
    assert.deepEqual(await recorded.leaked(secrets), []);
    await recorded.close();
  });

  it('shows an error, a plain sentence and no rows within one refresh of being revoked', async () => {
    const recorded = await signedIn();
    await sql('update partners set revoked_at = now() where id = $1', [brightdesk]);
    await recorded.page.waitForFunction(() => document.querySelector<Live>('live-ticket-feed')!.status === 'error');
    assert.deepEqual(await drawn(recorded), []);
    const error = await recorded.page.locator('live-ticket-feed').locator('[part~=error]').innerText();
    assert.match(error, /You are signed out, or have no access any more\./, 'in words for its reader');
    await sql('update partners set revoked_at = null where id = $1', [brightdesk]);
    await recorded.close();
  });

  it('that is signed out at its own site asks its reader to sign in', async () => {
    const recorded = await signedIn();
    await recorded.context.clearCookies();
    await recorded.page.waitForFunction(() => document.querySelector<Live>('live-ticket-feed')!.status === 'error');
    assert.deepEqual(await drawn(recorded), []);
    await recorded.close();
  });

  it('switches its source by the attribute, and back, with the same rows', async () => {
    const recorded = await signedIn();
    const before_ = await drawn(recorded);
    for (const source of ['poll', 'broadcast']) {
      await recorded.page
        .locator('live-provider')
        .evaluate((provider, to) => provider.setAttribute('source', to), source);
      await isLive(recorded);
      assert.deepEqual(await drawn(recorded), before_, source);
    }
    const [added] = await sql(`insert into tickets (subject, partner_id) values ('heard', $1) returning id`, [
      brightdesk,
    ]);
    await recorded.page.locator(`live-ticket-feed [data-key="${added!.id}"]`).waitFor();
    await recorded.close();
  });

  describe('with source="changes" and the partner as a member who reads the table itself', () => {
    /** Every frame that came in, while others' rows were changed, deleted and handed over; and what of it is foreign. */
    async function measure(identity: 'default' | 'full') {
      await sql(`alter table tickets replica identity ${identity}`);
      const [kept, gone, coming] = await sql(
        `insert into tickets (subject, partner_id) values ('foreign-kept', $1), ('foreign-gone', $1), ('foreign-before', $1) returning id`,
        [kontorNord],
      );
      const recorded = await signedIn();
      const accessToken = backend.signToken({ sub: users.partnerA.id, role: 'authenticated' }, 600);
      await recorded.page.locator('live-provider').evaluate((provider, token) => {
        provider.setAttribute('access-token', token);
        provider.setAttribute('source', 'changes');
        document.querySelector('live-ticket-feed')!.setAttribute('table', 'tickets');
      }, accessToken);
      await isLive(recorded);
      await recorded.page.waitForFunction(
        () => (document.querySelector('live-provider') as unknown as { status: string }).status === 'connected',
      );
      await sql(`update tickets set subject = 'foreign-kept-2' where id = $1`, [kept!.id]);
      await sql('delete from tickets where id = $1', [gone!.id]);
      await sql(`update tickets set partner_id = $1, subject = 'now ours' where id = $2`, [brightdesk, coming!.id]);
      await recorded.page.locator(`live-ticket-feed [data-key="${coming!.id}"]`).waitFor();
      const [last] = await sql(`insert into tickets (subject, partner_id) values ('the last word', $1) returning id`, [
        brightdesk,
      ]);
      await recorded.page.locator(`live-ticket-feed [data-key="${last!.id}"]`).waitFor();
      const count = async (...secrets: string[]): Promise<number> => (await recorded.leaked(secrets)).length;
      const found = {
        keyOfDeleted: await count(gone!.id),
        valuesOfDeleted: await count('foreign-gone'),
        othersRows: await count(kept!.id, 'foreign-kept'),
        valuesBeforeItWasOurs: await count('foreign-before'),
      };
      await recorded.close();
      await sql('alter table tickets replica identity default');
      return found;
    }

    it("receives the keys of others' deleted rows, and nothing more", async () => {
      assert.deepEqual(await measure('default'), {
        keyOfDeleted: 1,
        valuesOfDeleted: 0,
        othersRows: 0,
        valuesBeforeItWasOurs: 0,
      });
    });

    it('receives with replica identity full what a row said before it was its own', async () => {
      assert.deepEqual(await measure('full'), {
        keyOfDeleted: 1,
        valuesOfDeleted: 0,
        othersRows: 0,
        valuesBeforeItWasOurs: 1,
      });
    });
  });
});
