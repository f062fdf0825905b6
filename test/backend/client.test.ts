/** supabase-js itself, unchanged, against the whole backend: reads, writes, signs in, hears of changes. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import { partners, password, users } from '../../demo/server/keys.ts';
import { startClient, type Client } from './support.ts';

describe('supabase-js', () => {
  let backend: Client;
  const clients: SupabaseClient[] = [];

  before(async () => {
    backend = await startClient({ faults: true });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await client.removeAllChannels();
      await client.auth.stopAutoRefresh();
    }
  });
  after(() => backend.backend.stop());

  function connect(key = backend.backend.anonKey): SupabaseClient {
    const client = createClient(backend.backend.url, key, { auth: { persistSession: false } });
    clients.push(client);
    return client;
  }

  async function signIn(user: keyof typeof users): Promise<SupabaseClient> {
    const client = connect();
    const { data, error } = await client.auth.signInWithPassword({ email: users[user].email, password });
    assert.equal(error, null);
    await client.realtime.setAuth(data.session?.access_token);
    return client;
  }

  /** Joins, and waits for the word that changes flow. */
  function follow(client: SupabaseClient, table: string, heard: (payload: Record<string, unknown>) => void) {
    const channel = client.channel(`follow-${table}`);
    const flowing = new Promise<RealtimeChannel>((resolve, reject) => {
      channel
        .on('postgres_changes', { event: '*', schema: 'public', table }, (payload) => heard({ ...payload }))
        .on('system', {}, (message: { status: string; message: string }) =>
          message.status === 'ok' ? resolve(channel) : reject(new Error(message.message)),
        )
        .subscribe();
    });
    return flowing;
  }

  it('reads with filters, order, pages and counts', async () => {
    const { data, count, error } = await connect()
      .from('products')
      .select('name,price', { count: 'exact' })
      .gte('price', 100)
      .lt('price', 200)
      .neq('category', 'sound')
      .or('stock.gt.40,name.ilike.*lamp*')
      .order('price', { ascending: false })
      .range(0, 4);
    assert.equal(error, null);
    assert.equal(data?.length, 5);
    assert.ok((count ?? 0) > 5);
    const prices = data.map((row) => row.price as number);
    assert.deepEqual(
      prices,
      prices.toSorted((left, right) => right - left),
    );
  });

  it('writes as staff, and is told why a partner may not', async () => {
    const staff = await signIn('staff');
    const made = await staff.from('tickets').insert({ subject: 'Made here', partner_id: partners.brightdesk }).select();
    assert.equal(made.error, null);
    const id = made.data?.[0]?.id as string;
    const upserted = await staff.from('tickets').upsert({ id, subject: 'Changed here' }).select().single();
    assert.equal(upserted.data?.subject, 'Changed here');

    const partner = await signIn('partnerA');
    assert.equal((await partner.from('tickets').select().eq('id', id).single()).data?.subject, 'Changed here');
    const refused = await partner.from('tickets').insert({ subject: 'No', partner_id: partners.brightdesk });
    assert.deepEqual([refused.error?.code, refused.status], ['42501', 403]);
    assert.deepEqual((await partner.from('tickets').update({ subject: 'No' }).eq('id', id).select()).data, []);
    await staff.from('tickets').delete().eq('id', id);
    assert.equal((await partner.from('tickets').select().eq('id', id).maybeSingle()).data, null);
  });

  it('hears of changes, whoever made them and by whatever way, and of what it may see only', async () => {
    const partner = await signIn('partnerA');
    const subjects: unknown[] = [];
    let last: () => void;
    const done = new Promise<void>((resolve) => (last = resolve));
    await follow(partner, 'tickets', (payload) => {
      const subject = (payload['new'] as { subject?: unknown }).subject;
      subjects.push(subject);
      if (subject === 'last') last();
    });
    const insert = 'insert into public.tickets (subject, partner_id) values ($1, $2)';
    await backend.backend.database.query(insert, ['by SQL', partners.brightdesk]);
    await backend.backend.database.query(insert, ["another partner's", partners.kontorNord]);
    await backend.ask('/rest/v1/tickets', {
      as: backend.token('staff'),
      method: 'POST',
      body: { subject: 'by REST', partner_id: partners.brightdesk },
    });
    await backend.backend.database.query(insert, ['last', partners.brightdesk]);
    await done;
    assert.deepEqual(subjects, ['by SQL', 'by REST', 'last']);
  });

  it('hears of a table that was made and published a moment ago', async () => {
    await backend.backend.database.exec(`
      create table public.eighth (id int primary key, name text);
      grant select on public.eighth to anon;
      alter publication supabase_realtime add table public.eighth;
    `);
    const client = connect();
    const heard = new Promise<Record<string, unknown>>((resolve, reject) => {
      follow(client, 'eighth', resolve).then(
        () => backend.backend.database.query("insert into public.eighth values (1, 'new')"),
        reject,
      );
    });
    assert.deepEqual((await heard)['new'], { id: 1, name: 'new' });
    assert.deepEqual((await client.from('eighth').select()).data, [{ id: 1, name: 'new' }]);
  });

  it('loses its channel when its token is made to expire, and gets another with a new one', async () => {
    const partner = await signIn('partnerB');
    const channel = await follow(partner, 'tickets', () => {});
    const closed = new Promise<void>((resolve) => channel.on('system', {}, () => resolve()));
    await backend.ask('/_faults', { method: 'POST', key: null, body: { expireTokens: true } });
    await closed;
    assert.equal((await partner.from('tickets').select('id')).status, 401);
    const { data } = await partner.auth.refreshSession();
    await partner.realtime.setAuth(data.session?.access_token);
    assert.equal((await partner.from('tickets').select('id')).error, null);
    await partner.removeChannel(channel);
    await follow(partner, 'tickets', () => {});
  });

  it('sends to and receives on private topics as the policies say', async () => {
    const staff = await signIn('staff');
    const partner = await signIn('partnerA');
    const join = (client: SupabaseClient, topic: string) => {
      const channel = client.channel(topic, { config: { private: true, broadcast: { ack: true } } });
      const heard = new Promise<unknown>((resolve) => channel.on('broadcast', { event: 'x' }, resolve));
      const status = new Promise<string>((resolve) => channel.subscribe((state) => resolve(state)));
      return { channel, heard, status };
    };
    const topic = `partner:${partners.brightdesk}:tickets`;
    const [theirs, ours] = [join(partner, topic), join(staff, topic)];
    assert.deepEqual(await Promise.all([theirs.status, ours.status]), ['SUBSCRIBED', 'SUBSCRIBED']);
    assert.equal(await ours.channel.send({ type: 'broadcast', event: 'x', payload: { said: 'hello' } }), 'ok');
    assert.deepEqual(((await theirs.heard) as { payload: unknown }).payload, { said: 'hello' });
    assert.equal(await join(partner, 'staff:tickets').status, 'CHANNEL_ERROR');
    assert.equal(await join(partner, `partner:${partners.kontorNord}:tickets`).status, 'CHANNEL_ERROR');
  });
});
