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
  backend = await startBackend({ port: 0, migrations: ['demo/supabase/partner/presence.sql'] });
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

  constructor(user: keyof typeof users, name: string) {
    const lifecycle = new ScriptedLifecycle();
    const claims = { sub: users[user].id, role: 'authenticated', user_metadata: { full_name: name } };
    super(backend, { accessToken: backend.signToken(claims, 600), lifecycle });
    this.lifecycle = lifecycle;
  }

  look(ticket: string): () => void {
    return this.session.present(`tickets:${ticket}`, (others) => (this.others = others));
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
