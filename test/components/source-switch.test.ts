/** Another `source` is another session, and nothing else in the page changes; another reader takes all rows away. */
import { expect } from '@open-wc/testing';
import '../../components/provider/provider.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { LiveProvider } from '../../components/provider/provider.ts';
import type { LiveTicketFeed } from '../../components/ticket-feed/ticket-feed.ts';
import { newSessionStats } from '../../src/session-options.ts';
import { assertSame, clearPage, keys, parts, put, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { ScriptedConnection } from '../support/scripted-connection.ts';

class ScriptedSession extends ScriptedConnection {
  readonly stats = newSessionStats();

  connect(): void {
    // It is connected.
  }

  disconnect(): void {
    // Nobody asks for it here.
  }

  setAccessToken(): void {
    // As above.
  }

  /** As a session does: that it ends is told to whoever observes it. */
  close(): void {
    this.become('disconnected');
  }
}

interface Page {
  readonly provider: LiveProvider;
  readonly feed: LiveTicketFeed;
  readonly sessions: ScriptedSession[];
  readonly statuses: string[];
}

async function livePage(attributes = ''): Promise<Page> {
  const place = put(`<div><live-ticket-feed limit="3"></live-ticket-feed></div>`);
  const provider = document.createElement('live-provider');
  const sessions: ScriptedSession[] = [];
  provider.createSession = (options) => {
    const session = new ScriptedSession();
    session.audience = options.audience!;
    sessions.push(session);
    return session;
  };
  const template = document.createElement('template');
  template.innerHTML = `<i url="https://ref.supabase.example" api-key="sb_publishable_x" ${attributes}></i>`;
  for (const { name, value } of template.content.firstElementChild!.attributes) provider.setAttribute(name, value);
  const feed = place.firstElementChild as LiveTicketFeed;
  provider.append(feed);
  place.append(provider);
  const statuses: string[] = [];
  await until(() => sessions[0]?.queries.length);
  sessions[0]!.queries[0]!.show(sampleRows('tickets', 3));
  await feed.updateComplete;
  provider.addEventListener('live-status-change', ({ detail }) => statuses.push(detail.status));
  return { provider, feed, sessions, statuses };
}

const shown = ['row-0', 'row-1', 'row-2'];

describe('a source that is switched', () => {
  afterEach(clearPage);

  it('leaves the rows, in their elements, until the next session has read', async () => {
    const { provider, feed, sessions, statuses } = await livePage();
    const before = parts(feed, 'row');
    const inserted: unknown[] = [];
    feed.addEventListener('live-insert', (event) => inserted.push(event));
    provider.source = 'poll';
    await until(() => sessions[1]?.queries.length);
    await feed.updateComplete;
    expect([keys(feed), feed.status]).to.deep.equal([shown, 'stale']);
    sessions[1]!.queries[0]!.show([...sampleRows('tickets', 3)]);
    await feed.updateComplete;
    expect([keys(feed), feed.status]).to.deep.equal([shown, 'live']);
    parts(feed, 'row').forEach((row, index) => assertSame(row, before[index]));
    expect(sessions[0]!.queries[0]!.closed).to.equal(true);
    expect([inserted, statuses]).to.deep.equal([[], []]);
  });

  it('leaves a list as long as it has grown', async () => {
    const { provider, feed, sessions } = await livePage();
    sessions[0]!.queries[0]!.show(sampleRows('tickets', 9));
    provider.source = 'broadcast';
    await until(() => sessions[1]?.queries.length);
    await feed.updateComplete;
    expect(keys(feed)).to.have.length(9);
    expect(sessions[1]!.queries[0]!.spec.limit).to.equal(9);
  });

  it('leaves nothing to another reader, of another project, or to another question', async () => {
    const changes: ((page: Page) => void)[] = [
      ({ provider }) => {
        provider.source = 'poll';
        provider.accessToken = 'of.somebody.else';
      },
      ({ provider }) => (provider.accessToken = () => Promise.resolve(null)),
      ({ provider }) => (provider.tokenUrl = '/token'),
      ({ provider }) => (provider.url = 'https://other.supabase.example'),
      ({ provider }) => (provider.apiKey = 'sb_publishable_other'),
      ({ provider }) => (provider.schema = 'other'),
      ({ provider, feed }) => {
        provider.source = 'poll';
        feed.filter = 'status=eq.open';
      },
    ];
    for (const change of changes) {
      const page = await livePage('access-token="of.this.one"');
      change(page);
      await until(() => page.sessions[1]?.queries.length && keys(page.feed).length === 0);
      expect(
        page.sessions[1]!.initials.every((initial) => initial === undefined),
        String(change),
      ).to.equal(true);
      clearPage();
    }
  });

  it('leaves no rows that were never there: one that still loads, loads on', async () => {
    const { provider, feed, sessions } = await livePage();
    sessions[0]!.queries[0]!.show([], 'loading');
    provider.source = 'poll';
    await until(() => sessions[1]?.queries.length);
    await feed.updateComplete;
    expect([sessions[1]!.initials, feed.status]).to.deep.equal([[undefined], 'loading']);
  });
});
