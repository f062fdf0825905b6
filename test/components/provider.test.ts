/** A provider makes one session of its attributes, shares it, explains what is wrong, and gives it up when it goes. */
import { expect } from '@open-wc/testing';
import '../../components/provider/provider.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { LiveProvider } from '../../components/provider/provider.ts';
import type { LiveChange } from '../../src/domain/change.ts';
import type { Problem } from '../../src/domain/status.ts';
import type { SessionOptions } from '../../src/live-session.ts';
import { newSessionStats } from '../../src/session-options.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { clearPage, part, seen, until } from '../support/page.ts';
import { ScriptedConnection } from '../support/scripted-connection.ts';

class ScriptedSession extends ScriptedConnection {
  readonly options: SessionOptions;
  readonly calls: string[] = [];
  readonly stats = { ...newSessionStats(), eventsReceived: 3, eventsApplied: 2, reconnects: 1 };

  constructor(options: SessionOptions) {
    super();
    this.options = options;
    this.audience = options.audience!;
    this.status = 'connecting';
  }

  connect(): void {
    this.calls.push('connect');
  }

  disconnect(): void {
    this.calls.push('disconnect');
  }

  setAccessToken(token: string | null): void {
    this.calls.push(`token ${token}`);
  }

  close(): void {
    this.calls.push('close');
  }
}

const url = 'https://ref.supabase.example';
const serviceRole = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"role":"service_role"}')}.x`;
const anonymous = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"role":"anon"}')}.x`;

interface Placed {
  readonly provider: LiveProvider;
  readonly sessions: ScriptedSession[];
  readonly clock: ManualClock;
  readonly problems: Problem[];
}

/** Sessions of `provider` are played by the test. */
function script(provider: LiveProvider): Placed {
  const sessions: ScriptedSession[] = [];
  const problems: Problem[] = [];
  const clock = new ManualClock();
  provider.clock = clock;
  provider.createSession = (options) => {
    const session = new ScriptedSession(options);
    sessions.push(session);
    return session;
  };
  provider.addEventListener('live-error', (event) => problems.push(event.detail));
  return { provider, sessions, clock, problems };
}

async function place(attributes: Record<string, string>, inside = ''): Promise<Placed> {
  const around = document.createElement('div');
  around.className = 'test-place';
  const provider = document.createElement('live-provider');
  for (const [name, value] of Object.entries(attributes)) provider.setAttribute(name, value);
  provider.innerHTML = inside;
  const placed = script(provider);
  around.append(provider);
  document.body.append(around);
  await provider.updateComplete;
  return placed;
}

const configured = { url, 'api-key': anonymous };

describe('the session of a provider', () => {
  afterEach(clearPage);

  it('is made once, of all attributes', async () => {
    const { sessions } = await place({
      ...configured,
      schema: 'shop',
      'access-token': 'jwt',
      'token-url': '/token',
      source: 'poll',
      'audit-interval': '2m',
      'pause-when-hidden': '30',
      'pause-off-screen': '20s',
      'max-events': '50',
    });
    expect(sessions).to.have.length(1);
    const { url: madeUrl, apiKey, schema, accessToken, tokenUrl, source, ...more } = sessions[0]!.options;
    expect({ madeUrl, apiKey, schema, accessToken, tokenUrl, source }).to.deep.equal({
      madeUrl: url,
      apiKey: anonymous,
      schema: 'shop',
      accessToken: 'jwt',
      tokenUrl: '/token',
      source: 'poll',
    });
    expect([more.auditInterval, more.pauseWhenHidden]).to.deep.equal([120_000, 30_000]);
    expect([more.pauseOffScreen, more.maxEvents]).to.deep.equal([20_000, 50]);
    expect(sessions[0]!.calls).to.deep.equal(['connect']);
  });

  it('has the defaults of the documentation', async () => {
    const { sessions } = await place(configured);
    const { schema, source, share, auditInterval, pauseWhenHidden, accessToken, client, ...more } =
      sessions[0]!.options;
    expect([more.pauseOffScreen, more.maxEvents]).to.deep.equal([undefined, undefined]);
    expect({ schema, source, share, auditInterval, pauseWhenHidden, accessToken, client }).to.deep.equal({
      schema: 'public',
      source: 'changes',
      share: undefined,
      auditInterval: 60_000,
      pauseWhenHidden: 300_000,
      accessToken: undefined,
      client: undefined,
    });
  });

  it('is one, whatever is set in one task, and another for another address', async () => {
    const { provider, sessions } = await place({});
    provider.setAttribute('url', url);
    provider.setAttribute('schema', 'shop');
    provider.apiKey = anonymous;
    await provider.updateComplete;
    expect(sessions).to.have.length(1);
    provider.setAttribute('url', 'https://other.supabase.example');
    await provider.updateComplete;
    expect(sessions).to.have.length(2);
    expect(sessions[0]!.calls).to.deep.equal(['connect', 'close']);
  });

  it('takes another token without being made anew', async () => {
    const { provider, sessions } = await place({ ...configured, 'access-token': 'one' });
    provider.setAttribute('access-token', 'two');
    await provider.updateComplete;
    provider.removeAttribute('access-token');
    await provider.updateComplete;
    expect(sessions).to.have.length(1);
    expect(sessions[0]!.calls).to.deep.equal(['connect', 'token two', 'token null']);
  });

  it('uses a client of the page’s own, without address or key', async () => {
    const { provider, sessions } = await place({});
    const client = {};
    provider.client = client;
    await provider.updateComplete;
    expect(sessions).to.have.length(1);
    expect(sessions[0]!.options.client === client).to.equal(true);
  });

  it('is kept through a move, and closed when the provider goes', async () => {
    const { provider, sessions } = await place(configured, '<live-ticket-feed></live-ticket-feed>');
    await until(() => sessions[0]!.open.length === 1);
    const elsewhere = document.createElement('section');
    provider.parentElement!.append(elsewhere);
    elsewhere.append(provider);
    await provider.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
    expect(sessions[0]!.calls).to.deep.equal(['connect']);
    expect(sessions[0]!.queries).to.have.length(1);
    provider.remove();
    // As Turbo does: back in the same task, if later.
    await Promise.resolve().then(() => Promise.resolve());
    elsewhere.append(provider);
    await new Promise((resolve) => setTimeout(resolve));
    expect(sessions[0]!.calls).to.deep.equal(['connect']);
    provider.remove();
    await until(() => sessions[0]!.calls.includes('close'));
    expect(provider.status).to.equal('disconnected');
    expect(sessions[0]!.open).to.have.length(0);
    elsewhere.append(provider);
    await until(() => sessions.length === 2);
    await until(() => sessions[1]!.open.length === 1);
  });

  it('passes requests on, and tells how it stands', async () => {
    const { provider, sessions } = await place(configured);
    const told: string[] = [];
    provider.addEventListener('live-status-change', (event) => {
      const { status, previous } = (event as CustomEvent<{ status: string; previous: string }>).detail;
      told.push(`${previous} → ${status}`);
    });
    const due = new Date();
    sessions[0]!.become('connected');
    sessions[0]!.become('connected');
    sessions[0]!.become('reconnecting', { nextRetryAt: due });
    expect(told).to.deep.equal(['connecting → connected', 'connected → reconnecting']);
    expect(provider.nextRetryAt).to.equal(due);
    expect(provider.matches(':state(reconnecting)')).to.equal(true);
    expect(provider.matches(':state(connected)')).to.equal(false);
    expect(provider.stats.eventsReceived).to.equal(3);
    provider.disconnect();
    provider.connect();
    provider.reconnect();
    expect(sessions[0]!.calls).to.deep.equal(['connect', 'disconnect', 'connect']);
    expect(sessions[0]!.reconnects).to.equal(1);
  });

  it('tells changes and gaps as events that do not bubble', async () => {
    const { provider, sessions } = await place(configured);
    const told: unknown[] = [];
    provider.addEventListener('live-event', (event) => told.push((event as CustomEvent).detail));
    provider.addEventListener('live-gap', (event) => told.push((event as CustomEvent).detail));
    provider.parentElement!.addEventListener('live-event', () => told.push('bubbled'));
    const change = { type: 'insert' } as LiveChange;
    const gap = { from: new Date(0), to: new Date(1), why: 'socket closed' };
    sessions[0]!.options.onChange!(() => change);
    sessions[0]!.options.onGap!(gap);
    expect(told).to.deep.equal([change, gap]);
  });

  it('makes what an event tells once, when somebody asks', async () => {
    const { provider, sessions } = await place(configured);
    let made = 0;
    const change = (): LiveChange => {
      made += 1;
      return { type: 'insert' } as LiveChange;
    };
    sessions[0]!.options.onChange!(change);
    expect(made).to.equal(0);
    const told: unknown[] = [];
    for (let listener = 0; listener < 2; listener += 1)
      provider.addEventListener('live-event', ({ detail }) => told.push(detail));
    sessions[0]!.options.onChange!(change);
    expect(made).to.equal(1);
    expect(told[0]).to.equal(told[1]);
  });

  it('keeps subscriptions that were made before it and through another', async () => {
    const { provider, sessions } = await place({});
    const changes: string[] = [];
    const end = provider.subscribe('tickets', (change) => changes.push(change.row.subject));
    provider.url = url;
    provider.apiKey = anonymous;
    await provider.updateComplete;
    expect(sessions[0]!.subscriptions.map(({ table }) => table)).to.deep.equal(['tickets']);
    sessions[0]!.subscriptions[0]!.listener({ row: { subject: 'Heard' } } as unknown as LiveChange);
    expect(changes).to.deep.equal(['Heard']);
    provider.schema = 'shop';
    await provider.updateComplete;
    expect(sessions[0]!.subscriptions).to.have.length(0);
    expect(sessions[1]!.subscriptions).to.have.length(1);
    end();
    expect(sessions[1]!.subscriptions).to.have.length(0);
  });
});

describe('a provider that cannot work', () => {
  afterEach(clearPage);

  for (const [name, key] of Object.entries({ 'service-role': serviceRole, secret: 'sb_secret_abc' })) {
    it(`refuses a ${name} key, and every widget says so`, async () => {
      const feed = '<live-ticket-feed></live-ticket-feed>';
      const { provider, sessions, problems } = await place({ url, 'api-key': key }, feed);
      expect(sessions).to.have.length(0);
      expect(problems.map(({ code }) => code)).to.deep.equal(['secret-key']);
      expect(provider.status).to.equal('error');
      expect(provider.error!.code).to.equal('secret-key');
      expect(provider.matches(':state(error)')).to.equal(true);
      const element = provider.querySelector('live-ticket-feed')!;
      await until(() => element.status === 'error');
      await element.updateComplete;
      expect(seen(part(element, 'error'))).to.include('secret-key');
      expect(element.innerText).not.to.include(key);
      provider.apiKey = anonymous;
      await provider.updateComplete;
      expect(sessions).to.have.length(1);
      expect(provider.error).to.equal(null);
      await until(() => element.status === 'loading');
    });
  }

  it('refuses an address that is none', async () => {
    const { sessions, problems } = await place({ url: 'ref.supabase.co', 'api-key': anonymous });
    expect(problems.map(({ code }) => code)).to.deep.equal(['bad-url']);
    expect(sessions).to.have.length(0);
  });

  it('gives address and key time to come, then says which is missing', async () => {
    const { provider, problems, clock, sessions } = await place({ 'api-key': anonymous });
    clock.pass(2999);
    expect(problems).to.have.length(0);
    expect(provider.status).to.equal('connecting');
    clock.pass(1);
    expect(problems.map(({ code }) => code)).to.deep.equal(['no-url']);
    expect(provider.status).to.equal('error');
    provider.url = url;
    provider.apiKey = '';
    await provider.updateComplete;
    clock.pass(3000);
    expect(problems.map(({ code }) => code)).to.deep.equal(['no-url', 'bad-key']);
    provider.apiKey = anonymous;
    await provider.updateComplete;
    expect(sessions).to.have.length(1);
    expect(provider.status).to.equal('connecting');
  });

  it('shares its connection with other tabs when it is asked to, and only one of its own', async () => {
    const shared = await place({ ...configured, share: 'tabs' });
    expect(shared.sessions[0]!.options.share).to.equal('tabs');
    shared.provider.share = '';
    await shared.provider.updateComplete;
    expect(shared.sessions.map(({ options }) => options.share)).to.deep.equal(['tabs', undefined]);
    const unknown = await place({ ...configured, share: 'windows' });
    expect(unknown.sessions[0]!.options.share).to.equal(undefined);
    expect(unknown.problems.map(({ message }) => message)).to.deep.equal(['The attribute share cannot be "windows".']);
    unknown.provider.share = 'tabs';
    unknown.provider.client = { supabaseUrl: url };
    await unknown.provider.updateComplete;
    expect(unknown.sessions.at(-1)!.options.share).to.equal(undefined);
    expect(unknown.problems.map(({ code }) => code)).to.deep.equal(['bad-attribute', 'bad-attribute']);
  });

  it('with nothing of a project says so, and that a client may come; one that comes late is taken', async () => {
    const { provider, problems, clock, sessions } = await place({}, '<live-ticket-feed></live-ticket-feed>');
    const feed = provider.querySelector('live-ticket-feed')!;
    clock.pass(3000);
    expect(problems.map(({ code }) => code)).to.deep.equal(['no-project']);
    await until(() => seen(part(feed, 'error')).includes('no-project'));
    const client = {};
    provider.client = client;
    await provider.updateComplete;
    expect(sessions.map(({ options }) => options.client)).to.deep.equal([client]);
    expect([provider.status, provider.error]).to.deep.equal(['connecting', null]);
    await until(() => sessions[0]!.queries.length === 1);
    sessions[0]!.queries[0]!.show([{ id: '1', subject: 'Late, and here' }]);
    await until(() => seen(part(feed, 'subject')) === 'Late, and here');
    expect(seen(part(feed, 'error'))).to.equal('');
    expect(problems).to.have.length(1);
  });

  it('says which attribute it could not read, and goes on with the default', async () => {
    const { sessions, problems } = await place({ ...configured, source: 'magic', 'audit-interval': 'soon' });
    expect(problems.map(({ message }) => message)).to.deep.equal([
      'The attribute source cannot be "magic".',
      'The attribute audit-interval cannot be "soon".',
    ]);
    expect(sessions[0]!.options.source).to.equal('changes');
    expect(sessions[0]!.options.auditInterval).to.equal(60_000);
  });
});

describe('the page’s provider', () => {
  afterEach(clearPage);

  const outsider = (): HTMLElementTagNameMap['live-ticket-feed'] => {
    const around = document.createElement('div');
    around.className = 'test-place';
    const element = document.createElement('live-ticket-feed');
    around.append(element);
    document.body.append(around);
    return element;
  };

  it('serves those that stand in no provider, before and after it', async () => {
    outsider();
    const { sessions } = await place({ ...configured, page: '' });
    outsider();
    await until(() => sessions[0]!.open.length === 2);
  });

  it('serves nobody outside without the attribute, until it gets it', async () => {
    const element = outsider();
    const { provider, sessions } = await place(configured);
    await element.updateComplete;
    expect(sessions[0]!.queries).to.have.length(0);
    provider.page = true;
    await until(() => sessions[0]!.open.length === 1);
  });

  it('leaves those inside another provider alone', async () => {
    const own = await place(configured, '<live-ticket-feed></live-ticket-feed>');
    const page = await place({ ...configured, page: '' });
    await until(() => own.sessions[0]!.open.length === 1);
    expect(page.sessions[0]!.queries).to.have.length(0);
  });

  it('is the first of two, and the second when the first goes', async () => {
    const first = await place({ ...configured, page: '' });
    const second = await place({ ...configured, page: '' });
    outsider();
    await until(() => first.sessions[0]!.open.length === 1);
    expect(second.sessions[0]!.queries).to.have.length(0);
    first.provider.remove();
    await until(() => second.sessions[0]!.open.length === 1);
    expect(first.sessions[0]!.open).to.have.length(0);
  });
});
