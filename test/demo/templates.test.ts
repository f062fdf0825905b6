/** The templates page: three layouts of an author's own, live, without a script and without a word in the console. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDemo, type OpenDemo } from './open-demo.ts';
import { Shop } from './shop.ts';
import { Visitor } from './visitor.ts';

describe('the templates page', { timeout: 120_000 }, () => {
  let opened: OpenDemo;
  let shop: Shop;
  let visitor: Visitor;

  before(async () => {
    opened = await openDemo();
    const { demo, browser, address } = opened;
    shop = new Shop(demo.backendUrl);
    await shop.signIn('staff@demo.test');
    visitor = await Visitor.open(browser, `${address}templates.html`);
    await visitor.signIn('Staff');
    await visitor.reload();
  });

  after(async () => {
    await opened.end();
  });

  it('draws each list by its own template', async () => {
    const titles = (await visitor.drawn('.catalogue', 'title')).map(([, title]) => title);
    const dear = await shop.select(
      'products?status=eq.active&price=lt.400&order=price.desc,id.asc&limit=8&select=name',
    );
    assert.deepEqual(
      titles,
      dear.map(({ name }) => name),
    );
    assert.equal(await visitor.page.locator('.lately').locator('[part~=entry]').count(), 6);
    assert.equal(await visitor.page.locator('.slips').locator('[part~=slip]').count(), 6);
  });

  it('shows what is sold out as a part and as a word, while it is', async () => {
    const card = visitor.row('.catalogue', 'Heron task chair').locator('[part~=card]');
    const gone = card.locator('[part~=gone]');
    assert.equal(await gone.count(), 0);
    await shop.write('PATCH', 'products?name=eq.Heron task chair', { stock: 0 });
    await gone.waitFor();
    assert.match((await card.getAttribute('part'))!, /\bsold\b/);
    await shop.write('PATCH', 'products?name=eq.Heron task chair', { stock: 46 });
    await gone.waitFor({ state: 'detached' });
    assert.doesNotMatch((await card.getAttribute('part'))!, /\bsold\b/);
  });

  it('has come this far without a word in the console', () => visitor.assertNothingToComplainOf());

  it('leads from a ticket to the desk, where that ticket is open', async () => {
    await visitor.row('.slips', 'Shelf board arrived').locator('[part~=row-link]').press('Enter');
    await visitor.page.getByRole('heading', { name: /^#\d+ Shelf board arrived/ }).waitFor();
  });
});
