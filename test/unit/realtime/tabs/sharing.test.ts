/** `share="tabs"`: ten tabs, one socket, and every tab sees what it would with a socket of its own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boris, TabWorld } from '../../../support/tab-world.ts';
import { sampleToken } from '../../../support/sample-token.ts';

describe('tabs of one reader', () => {
  it('are ten over one socket and one channel, all connected, each by reads of its own', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(10);
    assert.deepEqual(
      world.pages.map(({ session }) => session.status),
      Array(10).fill('connected'),
    );
    assert.deepEqual(
      lists.map(({ status }) => status),
      Array(10).fill('live'),
    );
    assert.equal(world.leaders.length, 1);
    assert.equal(world.followers.length, 9);
    assert.equal(
      world.pages.reduce((sum, { sockets }) => sum + sockets, 0),
      1,
    );
    assert.equal(world.leader.own.count('join products'), 1);
    for (const { own } of world.followers) assert.deepEqual(own.calls, [], 'a follower needs no client');
    for (const { reader, problems } of world.pages) {
      assert.ok(reader.requests.length >= 1);
      assert.deepEqual(problems, []);
    }
    const told = JSON.stringify(world.browser.messages.map(({ message }) => message));
    assert.ok(!told.includes('Mug') && !told.includes('anna'), 'neither rows that were read nor who reads');
  });

  it('all show a change that comes to one of them, and a tab that comes later too', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const late = world.open();
    lists.push(late.list());
    await world.pass(1_000);
    assert.equal(late.role, 'follower');
    assert.equal(lists[3]!.status, 'live');
    world.leader.own.channel('products').change({ new: { id: 'b', name: 'Cup' } });
    await world.clock.advance(5);
    for (const { rows } of lists) assert.deepEqual(rows.map(({ name }) => name).sort(), ['Cup', 'Mug']);
    assert.equal(world.leader.own.count('join products'), 1);
  });

  it('are told of a burst a frame at a time, in its order, and of a single change at once', async () => {
    const world = new TabWorld();
    const [, list] = await world.tabs(2);
    const names: string[] = [];
    world.followers[0]!.session.subscribe('products', ({ row }) => names.push(String((row as { name: string }).name)));
    await world.pass(1_000);
    const from = world.browser.messages.length;
    const channel = world.leader.own.channel('products');
    for (let nth = 0; nth < 50; nth++) {
      channel.change({ eventType: 'UPDATE', new: { id: 'a', name: `Mug ${nth}` }, old: { id: 'a' } });
    }
    await world.clock.advance(5);
    assert.deepEqual(world.kinds(from), ['changes']);
    assert.equal(list!.rows[0]!.name, 'Mug 0');
    await world.clock.advance(20);
    assert.deepEqual(world.kinds(from), ['changes', 'changes']);
    assert.deepEqual(
      names,
      Array.from({ length: 50 }, (_, nth) => `Mug ${nth}`),
    );
  });

  it('hear all that came before a channel ended', async () => {
    const world = new TabWorld();
    await world.tabs(2);
    await world.pass(1_000);
    const from = world.browser.messages.length;
    const channel = world.leader.own.channel('products');
    for (const name of ['b', 'c', 'd']) channel.change({ new: { id: name, name } });
    channel.close();
    await world.clock.advance(1);
    assert.deepEqual(world.kinds(from).slice(0, 3), ['changes', 'changes', 'closed']);
  });

  it('hear of changes at once from a tab that nobody looks at, whose timers come late', async () => {
    const world = new TabWorld();
    await world.tabs(2);
    world.leader.tab.tell('hidden');
    const channel = world.leader.own.channel('products');
    const from = world.browser.messages.length;
    for (const name of ['b', 'c', 'd']) channel.change({ new: { id: name, name } });
    assert.deepEqual(world.kinds(from), ['changes', 'changes', 'changes']);
  });

  it('join what any of them shows, and leave what none of them shows any more', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const [follower, other] = world.followers;
    const tickets = [follower!.list('tickets'), other!.list('tickets')];
    await world.pass(1_000);
    assert.deepEqual(
      tickets.map(({ status }) => status),
      ['live', 'live'],
    );
    const { own } = world.leader;
    assert.equal(own.count('join tickets'), 1);
    tickets[0]!.close();
    await world.pass(5_000);
    assert.equal(own.count('leave tickets'), 0, 'one shows it still');
    world.kill(other!);
    await world.pass(100);
    assert.equal(own.count('leave tickets'), 1, 'a tab that is killed says no word');
    assert.equal(own.count('leave products'), 0);
    assert.equal(lists[0]!.status, 'live');
  });

  it('join only once the browser knows that they are there, or their end would be missed', async () => {
    const world = new TabWorld();
    await world.tabs(1);
    const { ports } = world.browser.open();
    let grant: () => void = () => undefined;
    const slow = world.open({
      tabs: {
        ...ports,
        locks: {
          request: (name, options, held) =>
            /\/\w+$/.test(name)
              ? new Promise<void>((resolve) => (grant = resolve)).then(held)
              : ports.locks.request(name, options, held),
        },
      },
    });
    const list = slow.list();
    await world.pass(1_000);
    assert.deepEqual([slow.role, slow.session.status, list.status], ['follower', 'connecting', 'stale']);
    grant();
    await world.pass(1_000);
    assert.deepEqual([slow.session.status, list.status], ['connected', 'live']);
  });

  it('share whatever their tokens say of themselves alone, and nothing when they claim anything else', async () => {
    const token = (claims: object): string => sampleToken({ sub: 'anna', role: 'authenticated', ...claims });
    const world = new TabWorld();
    world.open({ accessToken: token({ issuedAt: 1e12, expiresAt: 2e12, jti: 'one' }) });
    world.open({ accessToken: token({ issuedAt: 2e12, expiresAt: 3e12, jti: 'two' }) });
    for (const claims of [{ aal: 'aal2' }, { partner_id: 'a' }, { app_metadata: { team: 9 } }, { role: 'anon' }])
      world.open({ accessToken: token(claims) });
    world.open({ accessToken: boris });
    world.open({ accessToken: undefined });
    world.open({ accessToken: undefined });
    world.open({ accessToken: undefined, apiKey: 'sb_publishable_y' });
    world.open({ accessToken: undefined, url: 'https://other.supabase.co' });
    world.open({ share: undefined });
    await world.pass(1_000);
    assert.deepEqual(
      world.pages.map(({ role }) => role),
      [
        ...['leader', 'follower'],
        ...['leader', 'leader', 'leader', 'leader', 'leader'],
        ...['leader', 'follower', 'leader', 'leader', 'alone'],
      ],
    );
    assert.ok(world.pages.every(({ session }) => session.status === 'connected'));
  });

  it('whose token cannot be read share with nobody', async () => {
    const world = new TabWorld();
    for (let count = 0; count < 2; count++) world.open({ accessToken: 'an.opaque.token' });
    await world.pass(1_000);
    assert.deepEqual(
      world.pages.map(({ role, sockets }) => [role, sockets]),
      [
        ['alone', 1],
        ['alone', 1],
      ],
    );
  });
});
