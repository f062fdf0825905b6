/** New rows are told to people who cannot see the page: in one place, summed up, and not too often. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import { Announcer } from '../../components/shared/announcer.ts';
import { RowAnnouncements } from '../../components/shared/row-announcements.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { clearPage, mount, until } from '../support/page.ts';
import { wordsFor } from '../../src/page/words/words-for.ts';
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
    );
    announcements.add('items', 'Tickets', 'Printer');
    announcements.add('items', 'Tickets', 'Keyboard');
    clock.pass(0);
    for (const item of ['a', 'b', 'c', 'd']) announcements.add('items', 'Tickets', item);
    clock.pass(9999);
    expect(said).to.deep.equal(['Tickets: Printer. Keyboard']);
    clock.pass(1);
    expect(said.slice(1)).to.deep.equal(['Tickets: 4 new']);
    clock.pass(60_000);
    expect(clock.timers).to.equal(0);
    announcements.add('summary', 'Tickets', 'x');
    clock.pass(0);
    expect(said.slice(2)).to.deep.equal(['Tickets: 1 new']);
    announcements.stop();
    expect(clock.timers).to.equal(0);
  });

  it('come into a region that stood empty, and do not stay', () => {
    const clock = new ManualClock();
    const announcer = new Announcer(clock);
    announcer.announce('First.');
    announcer.announce('Second.');
    expect(region()!.textContent).to.equal('');
    clock.pass(150);
    expect(region()!.textContent).to.equal('First. Second.');
    clock.pass(5000);
    expect(region()!.textContent).to.equal('');
    expect(clock.timers).to.equal(0);
  });
});
