/** A ticket feed with `presence`: who else looks at a ticket, quietly in its row. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Person } from '../../src/contexts.ts';
import { assertSame, clearPage, frame, mount, part, parts, seen, until, type Mounted } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';

const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');
const anna = { key: 'anna', name: 'Anna' };
const ben = { key: 'ben', name: 'Ben' };

type Feed = Mounted<'live-ticket-feed'>;

/** What stands in each row beside the ticket. */
function viewers({ element }: Feed): string[] {
  return parts(element, 'row').map((row) => plain(seen(row.querySelector<HTMLElement>('[part~="presence"]'))));
}

async function feedWith(attributes: string): Promise<Feed> {
  const mounted = await mount('live-ticket-feed', `${attributes} lang="en"`);
  mounted.rows.show(sampleRows('tickets', 3));
  await mounted.element.updateComplete;
  return mounted;
}

async function tell({ provider }: Feed, lookers: Record<string, Person[]>): Promise<void> {
  const { watchers } = provider.connection;
  await until(() => watchers.has('tickets'));
  watchers.get('tickets')!(new Map(Object.entries(lookers)));
  await frame();
}

describe('presence in a feed', () => {
  afterEach(clearPage);

  it('names in the row of a ticket who looks at it, and forgets them', async () => {
    const feed = await feedWith('presence');
    const rows = parts(feed.element, 'row');
    const heights = rows.map((row) => row.offsetHeight);
    expect(viewers(feed)).to.deep.equal(['', '', '']);
    await tell(feed, { 'row-1': [anna], 'row-2': [anna, ben], elsewhere: [ben] });
    expect(viewers(feed)).to.deep.equal(['', 'Viewing: Anna', 'Viewing: Anna and Ben']);
    expect(rows.map((row) => row.part.contains('viewed'))).to.deep.equal([false, true, true]);
    await tell(feed, { 'row-2': [ben] });
    expect(viewers(feed)).to.deep.equal(['', '', 'Viewing: Ben']);
    expect(rows.map((row) => row.part.contains('viewed'))).to.deep.equal([false, false, true]);
    assertSame(parts(feed.element, 'row')[2], rows[2]);
    expect(rows.map((row) => row.offsetHeight)).to.deep.equal(heights);
  });

  it('goes with a ticket that changes, moves or comes late', async () => {
    const feed = await feedWith('presence');
    await tell(feed, { 'row-1': [anna], late: [ben] });
    feed.rows.update('row-1', { subject: 'Another subject', status: 'closed' });
    feed.rows.insert({ ...sampleRows('tickets', 1)[0]!, id: 'late' }, 'row-0');
    await frame();
    expect(viewers(feed)).to.deep.equal(['Viewing: Ben', '', 'Viewing: Anna', '']);
    expect(seen(parts(feed.element, 'subject')[2]!)).to.equal('Another subject');
  });

  it('touches no other row', async () => {
    const feed = await feedWith('presence');
    await tell(feed, { 'row-1': [anna] });
    const changed: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        changed.push(element!.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? 'frame');
      }
    });
    observer.observe(feed.element.shadowRoot!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    await tell(feed, { 'row-1': [anna], 'row-2': [ben] });
    observer.disconnect();
    expect([...new Set(changed)]).to.deep.equal(['row-2']);
  });

  it('is watched for with the attribute alone, and no longer than the feed is there', async () => {
    const feed = await feedWith('');
    const { watchers } = feed.provider.connection;
    await feed.element.updateComplete;
    expect([...watchers.keys()]).to.deep.equal([]);
    feed.element.presence = true;
    await tell(feed, { 'row-1': [anna] });
    expect(viewers(feed)[1]).to.equal('Viewing: Anna');
    feed.element.presence = false;
    await until(() => watchers.size === 0);
    await frame();
    expect(viewers(feed)).to.deep.equal(['', '', '']);
    feed.element.presence = true;
    await until(() => watchers.size === 1);
    feed.element.remove();
    await until(() => watchers.size === 0);
  });

  it('speaks the language of the place, and shows a name as text, whatever it holds', async () => {
    const feed = await feedWith('presence');
    await tell(feed, { 'row-1': [{ key: 'x', name: '<img src=x onerror=alert(1)>' }] });
    expect(viewers(feed)[1]).to.equal('Viewing: <img src=x onerror=alert(1)>');
    expect(feed.element.shadowRoot!.querySelectorAll('img')).to.have.length(0);
    feed.element.lang = 'de';
    await until(() => viewers(feed)[1]!.startsWith('Gerade geöffnet bei: '));
    // It says nothing by itself: a feed tells of tickets.
    expect(part(feed.element, 'presence')!.closest('[aria-live], [role=status]') === null).to.equal(true);
  });
});
