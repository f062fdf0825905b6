/** The theming page as a designer uses it: pick a piece, turn a token, copy the CSS; under the strictest of policies. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openDemo, type OpenDemo } from './open-demo.ts';
import { Visitor } from './visitor.ts';

describe('the theming page', { timeout: 120_000 }, () => {
  let opened: OpenDemo;
  let visitor: Visitor;
  let page: Page;

  before(async () => {
    opened = await openDemo();
    const { browser, address } = opened;
    visitor = await Visitor.open(browser, `${address}theming.html`);
    page = visitor.page;
    await visitor.live();
  });

  after(async () => {
    await opened.end();
  });

  const selector = () => page.locator('#selector').innerText();
  const css = () => page.locator('#css').innerText();
  const piece = (list: string, part: string) => page.locator(list).locator(`[part~="${part}"]`).first();
  const styleOf = (list: string, part: string, property: string) =>
    piece(list, part).evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  /** Waits until it is so, by asking the page. */
  async function becomes(ask: () => Promise<unknown>, wanted: unknown): Promise<void> {
    while ((await ask()) !== wanted) await page.waitForTimeout(20);
  }

  it('shows every element that draws something', async () => {
    const tags = await page.evaluate(() =>
      [...new Set([...document.querySelectorAll('#gallery *')].map(({ localName }) => localName))].filter((name) =>
        name.startsWith('live-'),
      ),
    );
    const offered = await page.getByRole('combobox', { name: 'Element' }).locator('option').allInnerTexts();
    assert.equal(tags.length, 12);
    assert.deepEqual(offered.toSorted(), tags.toSorted());
  });

  it('answers a click with the selector of the piece, its other names and what is around it', async () => {
    await piece('live-ticket-feed', 'requester').click();
    assert.equal(await selector(), 'live-ticket-feed::part(requester)');
    const around = page.getByRole('group', { name: 'Around it' }).getByRole('button');
    assert.deepEqual(await around.allInnerTexts(), ['row-meta', 'row-main', 'row-content', 'row', 'rows', 'list']);
    await around.getByText('row', { exact: true }).click();
    assert.equal(await selector(), 'live-ticket-feed::part(row)');
    await page.getByRole('button', { name: 'stale' }).click();
    assert.equal(await selector(), 'live-ticket-feed:state(stale)::part(row)');
    await page.getByRole('button', { name: 'stale' }).click();
    await piece('live-list', 'offer-name').click();
    await page.getByRole('button', { name: 'offer-name' }).click();
    assert.equal(await selector(), 'live-list::part(offer-name)');
    await around.getByText('offer', { exact: true }).click();
    assert.equal(await selector(), 'live-list::part(offer)');
  });

  it('stays where it is when a link is clicked', async () => {
    const before = page.url();
    await piece('live-customer-list', 'email').click();
    assert.equal(await selector(), 'live-customer-list::part(email)');
    assert.equal(page.url(), before);
  });

  it('takes CSS for the piece, draws with it, and shows what to copy', async () => {
    await piece('live-ticket-feed', 'subject').click();
    await page.getByLabel('Its CSS').fill('font-style: italic;\ncolor: rgb(1, 2, 3);');
    await becomes(() => styleOf('live-ticket-feed', 'subject', 'font-style'), 'italic');
    assert.equal(await css(), 'live-ticket-feed::part(subject) {\n  font-style: italic;\n  color: rgb(1, 2, 3);\n}');
    await visitor.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('region', { name: 'Your CSS' }).getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await css());
  });

  it('lists the tokens that change the piece, and no others', async () => {
    const tokens = page.locator('#piece-tokens input');
    await piece('live-ticket-feed', 'subject').click();
    const names = await tokens.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name));
    assert.ok(names.includes('--live-title-weight'), names.join());
    assert.ok(!names.includes('--live-badge-radius'), names.join());
    await page.getByText('Tokens that change it').click();
    await page.getByLabel('--live-title-weight').fill('300');
    // Of a ticket that is settled the title is light anyway, hence another list's.
    await becomes(() => styleOf('live-product-list', 'name', 'font-weight'), '300');
  });

  it('turns tokens by the keyboard, for every element at once', async () => {
    await page.getByRole('slider', { name: 'Corners' }).focus();
    await page.keyboard.press('Home');
    for (const list of ['live-ticket-feed', 'live-product-list', 'live-list']) {
      await becomes(() => styleOf(list, 'list', 'border-top-left-radius'), '0px');
    }
    assert.match(await css(), /:root \{\n {2}--live-title-weight: 300;\n {2}--live-radius: 0em;\n\}/);
  });

  it('is used without a mouse: element and part are chosen from lists', async () => {
    await page.getByRole('combobox', { name: 'Element' }).selectOption('live-product-list');
    await page.getByRole('combobox', { name: 'Part' }).selectOption('price');
    assert.equal(await selector(), 'live-product-list::part(price)');
    assert.equal(await styleOf('live-product-list', 'price', 'outline-style'), 'solid');
    await page.getByRole('combobox', { name: 'Part' }).selectOption('error');
    assert.equal(await selector(), 'live-product-list::part(error)');
  });

  it('starts again', async () => {
    await page.getByRole('button', { name: 'Start again' }).click();
    assert.equal(await css(), '/* Nothing changed yet. */');
    await becomes(() => styleOf('live-ticket-feed', 'subject', 'font-style'), 'normal');
  });

  it('changes themes, and takes them off again', async () => {
    const isGrid = () => styleOf('live-product-list', 'rows', 'display');
    const theme = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await theme('Cards');
    await becomes(isGrid, 'grid');
    await theme('Dense');
    await becomes(() => styleOf('live-ticket-feed', 'row-main', 'display'), 'contents');
    assert.equal(await isGrid(), 'block');
    await theme('Plain');
    await becomes(() => styleOf('live-product-list', 'image_url', 'display'), 'none');
    await theme('None');
    await becomes(() => styleOf('live-product-list', 'image_url', 'display'), 'grid');
  });

  it('brings the rows of every list closer, and back', async () => {
    const lists = ['live-ticket-feed', 'live-product-list', 'live-comment-thread', 'live-list'];
    const paddings = () => Promise.all(lists.map((list) => styleOf(list, 'row', 'padding-top').then(parseFloat)));
    const cosy = await paddings();
    await page.getByRole('button', { name: 'Compact', exact: true }).click();
    await becomes(async () => (await paddings()).every((padding, index) => padding < cosy[index]!), true);
    await page.getByRole('button', { name: 'Cosy', exact: true }).click();
    await becomes(async () => (await paddings()).join(), cosy.join());
  });

  it('has come this far without a word in the console', () => {
    visitor.assertNothingToComplainOf();
  });

  it('shows lists without rows, and lists that fail', async () => {
    await page.getByRole('button', { name: 'Without' }).click();
    await piece('live-ticket-feed', 'empty').waitFor();
    await page.getByRole('button', { name: 'Failing' }).click();
    await piece('live-ticket-feed', 'error').getByText('no_such_column').first().waitFor();
    await page.getByRole('button', { name: 'With rows' }).click();
    await piece('live-ticket-feed', 'subject').waitFor();
    await piece('live-ticket-feed', 'error').waitFor({ state: 'hidden' });
  });
});
