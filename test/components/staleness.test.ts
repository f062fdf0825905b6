/** A list that is not live says so, and since when, and nothing moves by it. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import { clearPage, mount, part, parts, seen } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';

describe('a stale list', () => {
  afterEach(clearPage);

  it('says when its rows were last verified, and moves none of them', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(seen(part(element, 'stale'))).to.equal('');
    const places = (): number[] => parts(element, 'row').map((row) => row.getBoundingClientRect().top);
    const before = places();
    const { height } = element.getBoundingClientRect();
    rows.verifiedAt = new Date(Date.now() - 60_000);
    rows.become('stale');
    await element.updateComplete;
    const time = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(rows.verifiedAt);
    expect(seen(part(element, 'stale'))).to.equal(`Not live. As of ${time}`);
    expect(places()).to.deep.equal(before);
    expect(element.getBoundingClientRect().height).to.equal(height);
    expect(part(element, 'stale')!.closest('[aria-live], [role=status], [role=alert]') === null).to.equal(true);
    rows.become('live');
    await element.updateComplete;
    expect(seen(part(element, 'stale'))).to.equal('');
  });

  it('names the day when it was not today, and no time when there is none', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.verifiedAt = new Date(Date.now() - 3 * 24 * 3_600_000);
    rows.show(sampleRows('tickets', 2), 'stale');
    await element.updateComplete;
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(rows.verifiedAt);
    expect(seen(part(element, 'stale'))).to.include(`Not live. As of ${day}`);
    rows.become('live');
    await element.updateComplete;
    rows.verifiedAt = null;
    rows.become('stale');
    await element.updateComplete;
    expect(seen(part(element, 'stale'))).to.equal('Not live.');
  });
});
