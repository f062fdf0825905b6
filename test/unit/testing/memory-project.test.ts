/** The project in memory that tests of pages use: it answers as a Supabase project would, as far as lists can tell. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { LiveRows, QuerySpec } from '../../../src/contexts.ts';
import type { LiveSession } from '../../../src/live-session.ts';
import { MemoryProject } from '../../../src/testing/index.ts';
import { until } from '../../support/until.ts';

const tickets = [
  { id: '1', subject: 'Printer on fire', status: 'open', number: 12 },
  { id: '2', subject: 'No coffee', status: 'closed', number: 3 },
  { id: '3', subject: 'Door stuck', status: 'open', number: 100 },
];

let session: LiveSession;
afterEach(() => session.close());

function open(project: MemoryProject, spec: Omit<QuerySpec, 'table'> = {}): LiveRows {
  session = project.session();
  session.connect();
  const rows = session.query({ table: 'tickets', order: 'number.asc', ...spec });
  rows.observe({ patched: () => undefined });
  return rows;
}

const ids = ({ rows }: LiveRows): unknown[] => rows.map(({ id }) => id);

async function live(project: MemoryProject, spec?: Omit<QuerySpec, 'table'>): Promise<LiveRows> {
  const rows = open(project, spec);
  await until('it is live', () => rows.status === 'live');
  return rows;
}

describe('a project in memory', () => {
  it('answers with the rows a list asks for, in its order', async () => {
    const project = new MemoryProject({ tickets });
    const rows = await live(project, { filter: 'status=eq.open', order: 'number.desc', limit: 1 });
    assert.deepEqual(ids(rows), ['3']);
    assert.equal(rows.hasMore, true);
    await rows.loadMore();
    assert.deepEqual(ids(rows), ['3', '1']);
    assert.equal(session.status, 'connected');
  });

  it('tells of what a test changes, and lists do with it what they do', async () => {
    const project = new MemoryProject({ tickets });
    const rows = await live(project, { filter: 'status=eq.open' });
    project.insert('tickets', { id: '4', subject: 'New', status: 'open', number: 50 });
    await until('it came', () => ids(rows).includes('4'));
    assert.deepEqual(ids(rows), ['1', '4', '3']);
    project.update('tickets', '1', { status: 'closed' });
    await until('it went', () => !ids(rows).includes('1'));
    project.remove('tickets', { number: 100, status: 'open' });
    await rows.refresh();
    assert.deepEqual(ids(rows), ['4']);
    assert.deepEqual(
      project.rows('tickets').map(({ id }) => id),
      ['1', '2', '4'],
    );
  });

  it('loses what happens while it is disconnected, and lists make it good', async () => {
    const project = new MemoryProject({ tickets });
    const rows = await live(project);
    project.disconnect();
    assert.notEqual(session.status, 'connected');
    assert.equal(rows.status, 'stale');
    project.insert('tickets', { id: '4', number: 1 });
    await rows.refresh();
    assert.deepEqual(ids(rows), ['2', '1', '3']);
    project.reconnect();
    await until('it is live again', () => rows.status === 'live');
    assert.deepEqual(ids(rows), ['4', '2', '1', '3']);
    assert.equal(session.status, 'connected');
    assert.deepEqual(rows.rows[0], { id: '4', subject: null, status: null, number: 1 });
  });

  for (const [what, spec, code] of [
    ['a column no row has', { filter: 'state=eq.open' }, 'unknown-column'],
    ['a filter that only a database understands', { filter: 'subject=gt.M' }, 'bad-filter'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const rows = open(new MemoryProject({ tickets }), spec);
      await until('it is refused', () => rows.status === 'error');
      assert.equal(rows.error?.code, code);
    });
  }

  it('refuses a table nobody gave it, and a change of a row that is not there', async () => {
    const project = new MemoryProject({ products: [] });
    const rows = open(project);
    await until('it is refused', () => rows.status === 'error');
    assert.equal(rows.error?.code, 'unknown-table');
    assert.throws(() => project.update('products', '9', { name: 'x' }), /No row matches {"id":"9"}/);
    assert.throws(() => project.insert('orders', {}), /has no table "orders"/);
  });
});
