/** The demo as a newcomer meets it: one command, three pages, other people's changes, and a plug that is pulled. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DemoProcess } from './demo-process.ts';
import { openDemo, type OpenDemo } from './open-demo.ts';
import { Shop, sql } from './shop.ts';
import { Visitor } from './visitor.ts';

const forSale = 'live-product-list[data-name=products]';
const lowStock = 'live-product-list[data-name="running low"]';

describe('the demo', { timeout: 120_000 }, () => {
  let opened: OpenDemo;
  let demo: DemoProcess;
  let address: string;
  let shop: Shop;
  let overview: Visitor;
  let crm: Visitor;
  let ticketing: Visitor;

  before(async () => {
    opened = await openDemo();
    ({ demo, address } = opened);
    shop = new Shop(demo.backendUrl);
    await shop.signIn('staff@demo.test');
    [overview, crm, ticketing] = await Promise.all([
      Visitor.open(opened.browser, `${address}`),
      Visitor.open(opened.browser, `${address}crm.html`),
      Visitor.open(opened.browser, `${address}ticketing.html`),
    ]);
  });

  after(async () => {
    await opened.end();
  });

  /** What the database would answer, as the rows should be drawn. */
  async function selected(query: string, field: string): Promise<[unknown, unknown][]> {
    const rows = await shop.select(`${query}&select=id,${field}`);
    return rows.map((row) => [row.id, row[field]]);
  }

  async function assertEqualToSelect(): Promise<void> {
    assert.deepEqual(
      await crm.drawn(forSale, 'name'),
      await selected('products?status=eq.active&order=name.asc,id.asc&limit=100', 'name'),
    );
    assert.deepEqual(
      await crm.drawn(lowStock, 'name'),
      await selected('products?status=eq.active&stock=lt.10&order=stock.asc,name.asc,id.asc&limit=100', 'name'),
    );
    assert.deepEqual(
      await crm.drawn('live-customer-list', 'name'),
      await selected('customers?order=name.asc,id.asc&limit=100', 'name'),
    );
    assert.deepEqual(
      await ticketing.drawn('live-ticket-feed', 'subject'),
      await selected('tickets?order=created_at.desc,id.asc&limit=100', 'subject'),
    );
    assert.deepEqual(
      await overview.drawn('live-ticket-feed', 'subject'),
      await selected('tickets?order=created_at.desc,id.asc&limit=4', 'subject'),
    );
  }

  it('shows those who are not signed in the active products, and asks them to sign in for the rest', async () => {
    await crm.sees(forSale, 'Acoustic panel 120');
    await crm.page.locator('live-customer-list').getByText('Sign in to see this.').waitFor();
    assert.deepEqual(
      await crm.drawn(forSale, 'name'),
      await selected('products?status=eq.active&order=name.asc,id.asc', 'name'),
    );
    assert.equal(await crm.row('live-customer-list', '').count(), 0);
  });

  it('signs in by its form, then comes up signed in and without a word in the console', async () => {
    for (const visitor of [overview, crm, ticketing]) {
      await visitor.signIn('Staff');
      await visitor.reload();
      visitor.assertNothingToComplainOf();
    }
    await assertEqualToSelect();
  });

  it('joins once for three lists of one table', async () => {
    assert.equal(await crm.page.locator('live-product-list').count(), 3);
    assert.deepEqual(crm.joins.map((topic) => topic.split(':').at(-2)).sort(), [
      'acquisitions',
      'customers',
      'interactions',
      'products',
    ]);
  });

  it('draws the shapes of its signs, which a minifier of templates can lose', async () => {
    const inside = await overview.page.evaluate(() => {
      const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
      const shapes = roots.flatMap((root) => [...root.querySelectorAll('svg > *')]);
      return { shapes: shapes.length, nested: shapes.filter((shape) => shape.childElementCount > 0).length };
    });
    assert.ok(inside.shapes > 0);
    assert.equal(inside.nested, 0);
  });

  it("shows other people's changes by REST and by SQL on every page", async () => {
    const { databaseUrl } = await demo.control('activity', { perSecond: 0 });
    const latencies: number[] = [];
    const seen = async (...waits: Promise<number>[]): Promise<void> => {
      latencies.push(...(await Promise.all(waits)));
    };
    // Begins the alphabet, so that the five products of the overview hold it too.
    const product = { sku: 'TEST-1', name: 'Aardvark lamp', category: 'lighting', price: 12.5, stock: 5 };
    await shop.write('POST', 'products', { ...product, status: 'active' });
    await seen(
      overview.sees(forSale, 'Aardvark lamp'),
      crm.sees(forSale, 'Aardvark lamp'),
      crm.sees(lowStock, '5 in stock'),
    );
    await sql(databaseUrl!, `update products set stock = 77 where sku = 'TEST-1'`);
    await seen(
      overview.sees(forSale, '77 in stock'),
      crm.sees(forSale, '77 in stock'),
      crm.noLongerSees(lowStock, 'Aardvark'),
    );
    await shop.write('DELETE', 'products?sku=eq.TEST-1');
    await seen(overview.noLongerSees(forSale, 'Aardvark'), crm.noLongerSees(forSale, 'Aardvark'));

    await sql(databaseUrl!, `insert into tickets (subject, status) values ('The lamp hums', 'open')`);
    await seen(overview.sees('live-ticket-feed', 'The lamp hums'), ticketing.sees('live-ticket-feed', 'The lamp hums'));
    await shop.write('PATCH', 'tickets?subject=eq.The lamp hums', {
      status: 'resolved',
      subject: 'The lamp is mended',
    });
    await seen(
      overview.sees('live-ticket-feed', 'The lamp is mended'),
      ticketing.sees('live-ticket-feed', 'The lamp is mended'),
    );
    await sql(databaseUrl!, `delete from tickets where subject = 'The lamp is mended'`);
    await seen(
      overview.noLongerSees('live-ticket-feed', 'The lamp is mended'),
      ticketing.noLongerSees('live-ticket-feed', 'The lamp is mended'),
    );
    const longest = Math.max(...latencies);
    console.log(`from the answer of the write to the page: up to ${longest.toFixed(0)} ms`);
    assert.ok(longest < 1000);
    await assertEqualToSelect();
  });

  it('shows the thread of the ticket that is clicked, and what is written into it', async () => {
    const { page } = ticketing;
    await ticketing.row('live-ticket-feed', '#1077').click();
    await page.getByRole('heading', { name: '#1077' }).waitFor();
    const [ticket] = await shop.select('tickets?number=eq.1077&select=id');
    const thread = await selected(`comments?ticket_id=eq.${String(ticket!.id)}&order=created_at.asc,id.asc`, 'body');
    await ticketing.live();
    assert.deepEqual(await ticketing.drawn('live-comment-thread', 'body'), thread);
    await page.getByLabel('Your comment').fill('Seen and <b>understood</b>.');
    await page.getByRole('button', { name: 'Send' }).click();
    await ticketing.sees('live-comment-thread', 'Seen and <b>understood</b>.');
  });

  it('shows a partner its own tickets only, from the moment of signing in', async () => {
    const partner = new Shop(demo.backendUrl);
    await partner.signIn('partner-a@demo.test');
    const own = await partner.select('tickets?order=created_at.desc,id.asc&select=id,subject');
    await ticketing.signIn('Partner Brightdesk');
    assert.deepEqual(
      await ticketing.drawn('live-ticket-feed', 'subject'),
      own.map(({ id, subject }) => [id, subject]),
    );
    await ticketing.signIn('Staff');
    ticketing.assertNothingToComplainOf();
  });

  it('tells when the backend is gone, and after its return shows what is there now', async () => {
    await shop.write('POST', 'customers', { name: 'Aaron Gone', status: 'lead' });
    await crm.sees('live-customer-list', 'Aaron Gone');
    await demo.control('backend', { action: 'kill' });
    for (const visitor of [overview, crm, ticketing]) {
      await visitor.status('reconnecting');
      await visitor.page.getByText('Connection lost.').waitFor();
    }
    // The rows stand meanwhile.
    assert.equal(await crm.row('live-customer-list', 'Aaron Gone').count(), 1);

    // It keeps nothing: what was written is gone, and the pages learn that from their reads alone.
    await demo.control('backend', { action: 'start' });
    for (const visitor of [overview, crm, ticketing]) {
      await visitor.tryNow();
      await visitor.live();
      await visitor.page.getByText('Connection lost.').waitFor({ state: 'hidden' });
    }
    assert.equal(await crm.row('live-customer-list', 'Aaron Gone').count(), 0);
    await assertEqualToSelect();
  });

  it('tells when the reader is offline', async () => {
    await crm.context.setOffline(true);
    await crm.status('disconnected');
    await crm.page.getByText('You are offline.').waitFor();
    await crm.context.setOffline(false);
    await crm.live();
  });

  it('ends at Ctrl-C with nothing left behind, while pages are open', async () => {
    await overview.context.close();
    assert.equal(await demo.end('SIGINT'), 0);
    assert.equal(demo.errors, '');
    await assert.rejects(fetch(address));
    await assert.rejects(fetch(demo.backendUrl));
    await crm.status('reconnecting');
  });
});
