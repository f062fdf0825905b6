/** New rows are told to people who cannot see the page: in one place, summed up, and not too often. */
import { expect } from '@open-wc/testing';
import '../../components/comment-thread/comment-thread.ts';
import '../../components/product-list/product-list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { Announcer } from '../../components/shared/list/announcer.ts';
import { RowAnnouncements } from '../../components/shared/list/row-announcements.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { registerWords, wordsFor } from '../../src/page/words/words-for.ts';
import { clearPage, mount, part, put, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

const region = (): HTMLElement | null => document.querySelector('[data-livetags-announcer]');

describe('announcements', () => {
  afterEach(() => {
    region()?.remove();
    clearPage();
  });

  it('of a ticket feed: how many came, not what was there', async () => {
    const { rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 5));
    rows.insert(sampleRow('tickets', 'refill'), null, null);
    rows.insert(sampleRow('tickets', 'new-1'), 'row-0');
    rows.insert(sampleRow('tickets', 'new-2'), 'row-0');
    await until(() => region()?.textContent === 'Tickets: 2 new');
    expect(region()!.parentElement === document.body).to.equal(true);
    expect(region()!.getAttribute('aria-live')).to.equal('polite');
  });

  it('are off when switched off', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'announce="off"');
    rows.show(sampleRows('tickets', 1));
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    await element.updateComplete;
    expect(region()).to.equal(null);
  });

  it('name the rows when asked to, as long as they are few', () => {
    const clock = new ManualClock();
    const said: string[] = [];
    const announcements = new RowAnnouncements(
      clock,
      (text) => said.push(text),
      () => wordsFor('en'),
      () => 'Tickets',
    );
    announcements.add('items', () => 'Printer');
    announcements.add('items', () => 'Keyboard');
    clock.pass(0);
    for (const item of ['a', 'b', 'c', 'd']) announcements.add('items', () => item);
    clock.pass(9999);
    expect(said).to.deep.equal(['Tickets: Printer. Keyboard']);
    clock.pass(1);
    expect(said.slice(1)).to.deep.equal(['Tickets: 4 new']);
    clock.pass(60_000);
    expect(clock.timers).to.equal(0);
    announcements.add('summary', () => 'x');
    clock.pass(0);
    expect(said.slice(2)).to.deep.equal(['Tickets: 1 new']);
    announcements.stop();
    expect(clock.timers).to.equal(0);
  });

  it('of a page nobody sees wait, without a timer, and are summed up when it is seen', () => {
    const clock = new ManualClock();
    const said: string[] = [];
    const announcements = new RowAnnouncements(
      clock,
      (text) => said.push(text),
      () => wordsFor('en'),
      () => 'Tickets',
    );
    let hidden = true;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    try {
      for (let count = 0; count < 40; count += 1) announcements.add('items', () => `Ticket ${count}`);
      expect(clock.timers).to.equal(0);
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      clock.pass(0);
      expect(said).to.deep.equal(['Tickets: 40 new']);
      // What falls due while the page is hidden waits as well.
      announcements.add('summary', () => 'one more');
      hidden = true;
      clock.pass(60_000);
      expect(clock.timers).to.equal(0);
      expect(said).to.have.length(1);
      hidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      clock.pass(0);
      expect(said.slice(1)).to.deep.equal(['Tickets: 1 new']);
    } finally {
      delete (document as { hidden?: boolean }).hidden;
      announcements.stop();
    }
    expect(clock.timers).to.equal(0);
  });

  it('of comments, too, say how many came; other lists say nothing unless asked', async () => {
    const thread = await mount('live-comment-thread', 'ticket-id="t1"');
    thread.rows.show(sampleRows('comments', 1));
    thread.rows.insert(sampleRow('comments', 'new'), null);
    await until(() => region()?.textContent === 'Comments: 1 new');
    const products = await mount('live-product-list');
    expect(products.element.announce).to.equal('off');
  });

  it('of a thread stay what they usually are when the word for them is wrong, and its author is told', async () => {
    const { element, rows } = await mount('live-comment-thread', 'ticket-id="t1" aria-label="Talk" announce="sumary"');
    const problems: Problem[] = [];
    element.addEventListener('live-error', (event) => problems.push(event.detail));
    await element.updateComplete;
    rows.show([]);
    rows.insert(sampleRow('comments', 'new'), null);
    await until(() => region()?.textContent === 'Talk: 1 new');
    element.announce = 'sumarry' as 'summary';
    await element.updateComplete;
    expect(problems.map(({ code }) => code)).to.include('unknown-word');
  });

  it('call a list by the name the page gives it, also one that is given late', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'aria-label="Open cases"');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const list = part(element, 'list')!;
    expect(list.getAttribute('aria-label')).to.equal('Open cases');
    element.parentElement!.insertAdjacentHTML('beforeend', '<h2 id="cases-heading">Cases of <b>today</b></h2>');
    element.setAttribute('aria-labelledby', 'cases-heading');
    await element.updateComplete;
    expect(list.getAttribute('aria-label')).to.equal('Cases of today');
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    await until(() => region()?.textContent === 'Cases of today: 1 new');
  });

  it('tell once that a list failed, without interrupting', async () => {
    const { element, rows } = await mount('live-product-list');
    const failure: Problem = { code: 'no-permission', message: 'Refused.', remedy: 'Add a policy.', permanent: true };
    rows.become('error', failure);
    await until(() => region()?.textContent === 'Products: This could not be shown.');
    expect(element.shadowRoot!.querySelector('[role=alert], [aria-live], [role=status], [role=log]')).to.equal(null);
    region()!.textContent = '';
    rows.become('error', { ...failure });
    await element.updateComplete;
    expect(region()!.textContent).to.equal('');
  });

  it('that say the same again differ from the last, so that they are read', () => {
    const clock = new ManualClock();
    const announcer = new Announcer(clock);
    const texts: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      announcer.announce('Tickets: 1 new', document.body);
      clock.pass(150);
      texts.push(region()!.textContent);
      clock.pass(5000);
    }
    expect(texts.map((text) => text.trim())).to.deep.equal(Array.from({ length: 3 }, () => 'Tickets: 1 new'));
    expect(texts[1]).not.to.equal(texts[0]);
    expect(texts[2]).not.to.equal(texts[1]);
  });

  it('are not put off by more of them', () => {
    const clock = new ManualClock();
    const announcer = new Announcer(clock);
    announcer.announce('First.', document.body);
    clock.pass(100);
    announcer.announce('Second.', document.body);
    clock.pass(50);
    expect(region()!.textContent).to.equal('First. Second.');
    clock.pass(5000);
  });

  it('say in which language they are, which is English where the page’s is not there', () => {
    const clock = new ManualClock();
    const announcer = new Announcer(clock);
    registerWords('nl', { retry: 'Opnieuw' });
    const place = put('<div><p lang="nl-BE"></p><p lang="tlh"></p><p lang="en-GB"></p></div>');
    for (const from of place.children) announcer.announce('Hallo.', from);
    clock.pass(150);
    const spoken = [...region()!.querySelectorAll<HTMLElement>('[lang]')];
    expect(spoken.map(({ lang, dir }) => [lang, dir])).to.deep.equal([
      ['nl-BE', 'auto'],
      ['en', 'auto'],
      ['en-GB', 'auto'],
    ]);
    expect(region()!.textContent).to.equal('Hallo. Hallo. Hallo.');
    clock.pass(5000);
  });

  it('of a list in a modal dialog are made in it, through shadow roots and slots, and leave it when it closes', async () => {
    const { provider, rows } = await mount('live-ticket-feed', 'lang="en"');
    rows.show(sampleRows('tickets', 1));
    const frame = put('<div></div>');
    frame.attachShadow({ mode: 'open' }).append(document.createElement('dialog'));
    const dialog = frame.shadowRoot!.querySelector('dialog')!;
    dialog.append(document.createElement('slot'));
    frame.append(provider);
    dialog.showModal();
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    const inDialog = (): HTMLElement | null => dialog.querySelector('[data-livetags-announcer]');
    await until(() => inDialog()?.textContent === 'Tickets: 1 new');
    expect(region(), 'nothing is said where all is inert').to.equal(null);
    // What is inert takes no focus: the region stands where the page is not.
    inDialog()!.tabIndex = -1;
    inDialog()!.focus();
    expect(frame.shadowRoot!.activeElement === inDialog()).to.equal(true);
    dialog.close();
    document.body.append(provider);
    rows.become('error', { code: 'bad-key', message: 'Refused.', remedy: 'Copy it.', permanent: true });
    await until(() => region()?.textContent === 'Tickets: This could not be shown.');
    provider.remove();
  });

  it('come into a region that stood empty, and do not stay', () => {
    const clock = new ManualClock();
    const announcer = new Announcer(clock);
    announcer.announce('First.', document.body);
    announcer.announce('Second.', document.body);
    expect(region()!.textContent).to.equal('');
    clock.pass(150);
    expect(region()!.textContent).to.equal('First. Second.');
    clock.pass(5000);
    expect(region()!.textContent).to.equal('');
    expect(clock.timers).to.equal(0);
  });
});
