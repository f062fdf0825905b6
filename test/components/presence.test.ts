/** A comment thread with `presence`: who else looks at the ticket, in words, told to those who cannot see it. */
import { expect } from '@open-wc/testing';
import '../../components/comment-thread/comment-thread.ts';
import { clearPage, mount, part, seen, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';

const room = 'tickets:7';
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');
const has = (element: Element): boolean => part(element, 'presence') !== null;
const line = (element: Element): string => plain(seen(part(element, 'presence')));
const told = (): string => plain(document.querySelector('[data-livetags-announcer]')?.textContent ?? '').trim();

const anna = { key: 'anna', name: 'Anna' };
const ben = { key: 'ben', name: 'Ben' };

describe('presence on a thread', () => {
  afterEach(clearPage);

  it('names those who look at the ticket, and forgets them', async () => {
    const { element, provider, rows } = await mount('live-comment-thread', 'ticket-id="7" presence lang="en"');
    rows.show(sampleRows('comments', 2));
    await until(() => provider.connection.rooms.has(room));
    expect(has(element)).to.equal(false);
    const tell = provider.connection.rooms.get(room)!;
    tell([anna]);
    await element.updateComplete;
    expect(line(element)).to.equal('Also here: Anna');
    tell([anna, ben]);
    await element.updateComplete;
    expect(line(element)).to.equal('Also here: Anna and Ben');
    tell([]);
    await element.updateComplete;
    expect(has(element)).to.equal(false);
  });

  it('counts those without a name, and those beyond three', async () => {
    const { element, provider } = await mount('live-comment-thread', 'ticket-id="7" presence lang="en"');
    await until(() => provider.connection.rooms.has(room));
    const tell = provider.connection.rooms.get(room)!;
    tell([{ key: 'x', name: '' }]);
    await element.updateComplete;
    expect(line(element)).to.equal('Also here: 1 other');
    tell(['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, name: key.toUpperCase() })));
    await element.updateComplete;
    expect(line(element)).to.equal('Also here: A, B, C, and 2 others');
  });

  it('tells of somebody who came, and keeps silent with announce="off"', async () => {
    const { provider } = await mount('live-comment-thread', 'ticket-id="7" presence lang="en"');
    await until(() => provider.connection.rooms.has(room));
    provider.connection.rooms.get(room)!([anna]);
    await until(() => told().endsWith('Also here: Anna')); // After what tests before this one had to say.
    clearPage();
    const quiet = await mount('live-comment-thread', 'ticket-id="8" presence announce="off" lang="en"');
    await until(() => quiet.provider.connection.rooms.has('tickets:8'));
    quiet.provider.connection.rooms.get('tickets:8')!([{ key: 'carla', name: 'Carla' }]);
    await quiet.element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 300)); // Longer than the announcer waits.
    expect(told()).not.to.contain('Carla');
  });

  it('enters no room without the attribute, leaves with it, and follows the ticket', async () => {
    const { element, provider } = await mount('live-comment-thread', 'ticket-id="7"');
    const { rooms } = provider.connection;
    await element.updateComplete;
    expect([...rooms.keys()]).to.deep.equal([]);
    element.presence = true;
    await until(() => rooms.has(room));
    rooms.get(room)!([anna]);
    element.ticketId = '8';
    await until(() => rooms.has('tickets:8'));
    expect([...rooms.keys()]).to.deep.equal(['tickets:8']);
    await element.updateComplete;
    expect(has(element)).to.equal(false, 'nobody of the other ticket');
    element.presence = false;
    await until(() => rooms.size === 0);
    element.presence = true;
    await until(() => rooms.size === 1);
    element.remove();
    await until(() => rooms.size === 0);
  });

  it('is seen from feeds on other pages with seen-in-feed', async () => {
    const { element, provider } = await mount('live-comment-thread', 'ticket-id="7" presence seen-in-feed');
    const { rooms, seenInFeed } = provider.connection;
    await until(() => rooms.has(room));
    expect([...seenInFeed]).to.deep.equal([room]);
    element.seenInFeed = false;
    await until(() => seenInFeed.size === 0);
    expect([...rooms.keys()]).to.deep.equal([room]);
    element.presence = false;
    await until(() => rooms.size === 0);
  });

  it('shows a name as text, whatever it holds', async () => {
    const { element, provider } = await mount('live-comment-thread', 'ticket-id="7" presence lang="en"');
    await until(() => provider.connection.rooms.has(room));
    provider.connection.rooms.get(room)!([{ key: 'x', name: '<img src=x onerror=alert(1)>' }]);
    await element.updateComplete;
    expect(line(element)).to.equal('Also here: <img src=x onerror=alert(1)>');
    expect(element.shadowRoot!.querySelectorAll('img')).to.have.length(0);
  });
});
