/** What a list shows and says beside its rows: loading, empty, error, stale, paused, more, events. */
import { expect } from '@open-wc/testing';
import '../../components/comment-thread/comment-thread.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { clearPage, keys, mount, part, put, seen, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import { type TestProvider } from '../support/test-provider.ts';

const refused: Problem = {
  code: 'no-permission',
  message: 'No rows may be read.',
  remedy: 'Add a policy.',
  permanent: true,
};

const statuses = ['loading', 'live', 'stale', 'error'];

function states(element: Element): string[] {
  return [...statuses, 'empty', 'paused', 'has-new'].filter((name) => element.matches(`:state(${name})`));
}

describe('the states of a list', () => {
  afterEach(clearPage);

  it('begins loading', async () => {
    const { element } = await mount('live-ticket-feed');
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['loading']);
    expect(part(element, 'loading')!.checkVisibility()).to.equal(true);
    expect(seen(part(element, 'list'))).to.equal('');
  });

  it('shows what its tag holds instead of a skeleton, until there are rows and after a fault', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    const loading = part(element, 'loading')!;
    // What editors add, and what is for the element, is nothing to read.
    element.append(document.createElement('br'), document.createElement('template'), document.createElement('p'), ' ');
    await element.updateComplete;
    expect(loading.checkVisibility()).to.equal(true);
    const link = document.createElement('a');
    link.textContent = 'All tickets';
    element.append(link);
    await until(() => !loading.checkVisibility());
    expect(seen(link)).to.equal('All tickets');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(link.checkVisibility()).to.equal(false);
    rows.show([]);
    await element.updateComplete;
    expect(link.checkVisibility()).to.equal(false);
    rows.become('error', refused);
    await element.updateComplete;
    expect(seen(link)).to.equal('All tickets');
  });

  it('is live with rows', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['live']);
    expect(element.status).to.equal('live');
    expect(element.rows).to.have.length(2);
    expect(part(element, 'loading')!.checkVisibility()).to.equal(false);
    expect(part(element, 'empty')!.checkVisibility()).to.equal(false);
  });

  it('says when there is nothing, and no longer when there is', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show([]);
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['live', 'empty']);
    expect(seen(part(element, 'empty'))).to.equal('Nothing here yet.');
    rows.insert(sampleRow('tickets', 'first'), null);
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['live']);
    expect(seen(part(element, 'empty'))).to.equal('');
    rows.remove('first');
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['live', 'empty']);
  });

  it('keeps the rows while stale', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2), 'stale');
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['stale']);
    expect(keys(element)).to.have.length(2);
  });

  it('shows an error with what to do, and its code; tells it once', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    const problems: Problem[] = [];
    element.addEventListener('live-error', (event) => problems.push(event.detail));
    rows.become('error', refused);
    rows.become('error', refused);
    await element.updateComplete;
    expect(states(element)).to.deep.equal(['error']);
    const shown = seen(part(element, 'error'));
    for (const words of ['No rows may be read.', 'Add a policy.', 'no-permission']) expect(shown).to.include(words);
    expect(problems).to.deep.equal([refused]);
    expect(seen(part(element, 'retry')), 'nothing to try: the page is to be mended').to.equal('');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    expect(seen(part(element, 'error'))).to.equal('');
  });

  it('offers to try again where that can help', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    const passing: Problem = { code: 'backend-unreachable', message: 'No answer.', remedy: 'Wait.', permanent: false };
    const signedOut: Problem = { code: 'token-rejected', message: 'Signed out.', remedy: 'Sign in.', permanent: true };
    for (const [index, problem] of [passing, signedOut].entries()) {
      rows.become('error', problem);
      await element.updateComplete;
      expect(seen(part(element, 'retry'))).to.equal('Try again');
      part(element, 'retry')!.click();
      expect(rows.refreshes).to.equal(index + 1);
    }
    rows.become('live');
    await element.updateComplete;
    expect(seen(part(element, 'retry'))).to.equal('');
  });

  it('shows the page’s own words in its slots', async () => {
    const provider = put<TestProvider>(
      `<test-provider><live-ticket-feed>
         <h2 slot="header">Ours</h2><p slot="empty">All done!</p><p slot="footer">End</p>
       </live-ticket-feed></test-provider>`,
    );
    await until(() => provider.connection.queries.length > 0);
    provider.connection.queries[0]!.show([]);
    const element = provider.querySelector('live-ticket-feed')!;
    await element.updateComplete;
    expect(element.innerText.split(/\n+/).filter(Boolean)).to.deep.equal(['Ours', 'All done!', 'End']);
    provider.connection.queries[0]!.show(sampleRows('tickets', 1));
    await element.updateComplete;
    expect(element.querySelector('[slot=empty]')!.checkVisibility()).to.equal(false);
  });

  it('offers more when there is more', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(part(element, 'more')!.checkVisibility()).to.equal(false);
    rows.hasMore = true;
    rows.become('live');
    await element.updateComplete;
    part(element, 'more')!.click();
    await element.loadMore();
    expect(rows.pages, 'the page that was on its way').to.equal(1);
    await element.loadMore();
    expect(rows.pages).to.equal(2);
    await element.refresh();
    expect(rows.refreshes).to.equal(1);
  });

  it('holds still while paused and catches up afterwards', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    element.paused = true;
    await element.updateComplete;
    rows.insert(sampleRow('tickets', 'meanwhile'), 'row-1');
    expect(keys(element)).to.deep.equal(['row-0', 'row-1']);
    expect(element.rows.map((row) => row.id)).to.deep.equal(['row-0', 'row-1']);
    expect(states(element)).to.deep.equal(['live', 'paused']);
    element.paused = false;
    await element.updateComplete;
    expect(keys(element)).to.deep.equal(['row-0', 'meanwhile', 'row-1']);
    expect(rows.closed).to.equal(false);
  });

  it('leaves other lists alone with its error', async () => {
    const provider = put<TestProvider>(
      '<test-provider><live-ticket-feed></live-ticket-feed><live-ticket-feed limit="5"></live-ticket-feed></test-provider>',
    );
    await until(() => provider.connection.queries.length === 2);
    const [first, second] = provider.connection.queries;
    first!.become('error', refused);
    second!.show(sampleRows('tickets', 2));
    const [broken, whole] = provider.querySelectorAll('live-ticket-feed');
    await whole!.updateComplete;
    expect(broken!.status).to.equal('error');
    expect(whole!.status).to.equal('live');
    expect(keys(whole!)).to.have.length(2);
  });
});

describe('the events of a list', () => {
  afterEach(clearPage);

  it('tells each change once, with the change, to the element alone', async () => {
    const { provider, element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 3));
    const told: string[] = [];
    for (const type of ['live-insert', 'live-update', 'live-delete']) {
      element.addEventListener(type, (event) => {
        const { detail } = event as CustomEvent<{ type: string; row: { id: string } }>;
        told.push(`${type} ${detail.type} ${detail.row.id}`);
      });
      provider.addEventListener(type, () => told.push(`bubbled ${type}`));
    }
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    rows.updateAndMove('row-2', { status: 'closed' }, 'row-0');
    rows.remove('row-1');
    rows.insert(sampleRow('tickets', 'refill'), null, null);
    expect(told).to.deep.equal(['live-insert insert new', 'live-update update row-2', 'live-delete delete row-1']);
    expect(keys(element)).to.deep.equal(['new', 'row-2', 'row-0', 'refill']);
  });

  it('tells when a read agreed', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    const told: unknown[] = [];
    element.addEventListener('live-synced', (event) => told.push((event as CustomEvent).detail));
    const verifiedAt = new Date(0);
    rows.synced(verifiedAt, 2);
    expect(told).to.deep.equal([{ verifiedAt, repaired: 2 }]);
    expect(element.verifiedAt).to.equal(verifiedAt);
  });
});

describe('the question a list asks', () => {
  afterEach(clearPage);

  it('is that of its attributes', async () => {
    const { rows } = await mount(
      'live-ticket-feed',
      `schema="desk" columns="subject:title" select="id,title" filter="status=eq.open" order="id.asc" limit="7" primary-key="a,b"`,
    );
    expect(rows.spec).to.deep.equal({
      table: 'tickets',
      schema: 'desk',
      columns: 'subject:title',
      select: 'id,title',
      filter: 'status=eq.open',
      order: 'id.asc',
      limit: 7,
      primaryKey: 'a,b',
    });
  });

  it('is asked once for attributes that change in one task, and the former is given up', async () => {
    const { provider, element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    element.setAttribute('filter', 'status=eq.open');
    element.setAttribute('order', 'number.asc');
    element.limit = 5;
    await element.updateComplete;
    expect(provider.connection.queries).to.have.length(2);
    expect(provider.connection.open).to.deep.equal([provider.connection.queries[1]]);
    expect(keys(element)).to.deep.equal([]);
    expect(element.status).to.equal('loading');
  });

  it('joins the ticket of a thread with the page’s own filter', async () => {
    const { rows } = await mount('live-comment-thread', 'ticket-id="t1" filter="internal=is.false"');
    expect(rows.spec.table).to.equal('comments');
    expect(rows.spec.filter).to.equal('ticket_id=eq.t1,internal=is.false');
  });

  it('waits for the ticket of a thread, and says when it does not come', async () => {
    const provider = put<TestProvider>('<test-provider><live-comment-thread></live-comment-thread></test-provider>');
    const element = provider.querySelector('live-comment-thread')!;
    const codes: string[] = [];
    element.addEventListener('live-error', (event) => codes.push(event.detail.code));
    await until(() => codes.length > 0);
    await element.updateComplete;
    expect(codes).to.deep.equal(['bad-attribute']);
    expect(seen(part(element, 'error'))).to.include('ticket-id');
    expect(provider.connection.queries).to.have.length(0);
    element.ticketId = 't1';
    await until(() => provider.connection.open.length === 1);
    await element.updateComplete;
    expect(element.status).to.equal('loading');
  });
});
