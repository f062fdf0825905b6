/** Who else looks at a ticket, over the real transport against the embedded backend with the policies of presence.sql. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import type { Person } from '../../src/contexts.ts';
import { BackendSession, closeSessions, write } from '../support/backend-session.ts';
import { ScriptedLifecycle } from '../support/scripted-lifecycle.ts';
import { until } from '../support/until.ts';

let backend: Backend;
let ofBrightdesk: string;
let ofKontorNord: string;

before(async () => {
  const kit = ['install.sql', 'presence.sql', 'presence-feed.sql'].map((file) => `demo/supabase/partner/${file}`);
  backend = await startBackend({ port: 0, migrations: [...kit, 'demo/partner-site/partners.sql'] });
  const ticketOf = async (partner: string | null): Promise<string> => {
    const [row] = await write(backend, 'select id from tickets where partner_id = $1 limit 1', [partner]);
    return row!.id;
  };
  ofBrightdesk = await ticketOf(users.partnerA.partnerId);
  ofKontorNord = await ticketOf(users.partnerB.partnerId);
});
afterEach(closeSessions);
after(() => backend.stop());

class Looker extends BackendSession {
  readonly lifecycle: ScriptedLifecycle;
  others: readonly Person[] = [];

  constructor(user: keyof typeof users, name: string, more: object = {}) {
    const lifecycle = new ScriptedLifecycle();
    const claims = { sub: users[user].id, role: 'authenticated', user_metadata: { full_name: name }, ...more };
    super(backend, { accessToken: backend.signToken(claims, 600), lifecycle });
    this.lifecycle = lifecycle;
  }

  look(ticket: string): () => void {
    return this.session.present(`tickets:${ticket}`, (others) => (this.others = others));
  }

  /** As a feed does: the names at each ticket. */
  watch(): Record<string, string[]> {
    const at: Record<string, string[]> = {};
    this.session.lookers('tickets', (lookers) => {
      for (const ticket of Object.keys(at)) delete at[ticket];
      for (const [ticket, people] of lookers) at[ticket] = people.map(({ name }) => name);
    });
    return at;
  }

  get names(): string[] {
    return this.others.map(({ name }) => name);
  }
}

describe('presence at a ticket', () => {
  it('shows each of two readers the other, until one leaves or is hidden', async () => {
    const anna = new Looker('staff', 'Anna');
    const ben = new Looker('partnerA', 'Ben');
    anna.look(ofBrightdesk);
    const leave = ben.look(ofBrightdesk);
    await until('they see each other', () => anna.names.join() === 'Ben' && ben.names.join() === 'Anna', 15_000);
    assert.equal(anna.others[0]?.key, users.partnerA.id);
    leave();
    await until('Ben has left', () => anna.names.length === 0, 15_000);
    anna.lifecycle.tell('hidden');
    const carl = new Looker('partnerA', 'Carl');
    carl.look(ofBrightdesk);
    await until('Carl is connected', () => carl.session.status === 'connected');
    anna.lifecycle.tell('visible');
    await until('they see each other', () => anna.names.join() === 'Carl' && carl.names.join() === 'Anna', 20_000);
    carl.session.close();
    await until('Carl has gone', () => anna.names.length === 0, 15_000);
    assert.deepEqual([anna.problems, ben.problems, carl.problems], [[], [], []]);
  });

  it('lets nobody in who may not read the ticket, and says what is missing', async () => {
    const anna = new Looker('staff', 'Anna');
    const ben = new Looker('partnerA', 'Ben');
    anna.look(ofKontorNord);
    ben.look(ofKontorNord);
    await until('it is said', () => ben.problems.length > 0, 15_000);
    assert.deepEqual(
      ben.problems.map(({ code }) => code),
      ['channel-refused'],
    );
    assert.deepEqual([anna.names, ben.names], [[], []]);
    assert.equal(ben.session.status, 'connected', 'what is shown besides is not harmed');
  });
});

describe('presence in a feed', () => {
  /** Another of the staff: the token is signed, so who it is made out to is so. */
  async function colleague(name: string): Promise<Looker> {
    const [row] = await write(backend, 'select gen_random_uuid()::text as id', []);
    await write(backend, 'insert into auth.users (id) values ($1)', [row!.id]);
    await write(backend, "insert into members (user_id, role) values ($1, 'staff')", [row!.id]);
    return new Looker('staff', name, { sub: row!.id });
  }

  it('shows staff who looks at which ticket, as they go from one to the next, and forgets them', async () => {
    const anna = new Looker('staff', 'Anna');
    const ben = await colleague('Ben');
    const at = anna.watch();
    await until('Anna is connected', () => anna.session.status === 'connected');
    const leave = ben.session.present(`tickets:${ofBrightdesk}`, () => undefined, true);
    await until('Ben is seen', () => at[ofBrightdesk]?.join() === 'Ben', 15_000);
    leave();
    const leaveNext = ben.session.present(`tickets:${ofKontorNord}`, () => undefined, true);
    await until(
      'Ben is seen there, and there alone',
      () => JSON.stringify(at) === `{"${ofKontorNord}":["Ben"]}`,
      20_000,
    );
    // What a reader says twice must not outlast him.
    ben.session.close();
    await until('Ben has gone', () => Object.keys(at).length === 0, 15_000);
    leaveNext();
    assert.deepEqual([anna.problems, ben.problems], [[], []]);
  });

  it('keeps the readers of a partner to themselves, and lets nobody else in', async () => {
    const ofPartner = { app_metadata: { partner_id: users.partnerA.partnerId } };
    const paula = new Looker('partnerA', 'Paula', ofPartner);
    const paul = new Looker('partnerA', 'Paul', { ...ofPartner, sub: users.partnerB.id });
    const anna = new Looker('staff', 'Anna');
    const [paulasView, annasView] = [paula.watch(), anna.watch()];
    paul.session.present(`tickets:${ofBrightdesk}`, () => undefined, true);
    await until('Paul is seen', () => paulasView[ofBrightdesk]?.join() === 'Paul', 15_000);
    assert.deepEqual(annasView, {});
    const stranger = new Looker('partnerB', 'Stranger');
    const strangersView = stranger.watch();
    await until('it is said', () => stranger.problems.length > 0, 15_000);
    assert.deepEqual(
      stranger.problems.map(({ code, remedy }) => [code, remedy.includes('presence-feed.sql')]),
      [['channel-refused', true]],
    );
    assert.deepEqual(strangersView, {});
  });
});
