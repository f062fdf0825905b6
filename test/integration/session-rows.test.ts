/** Rows over the real transport: what is written to the database stands in the lists, brought by the stream. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { isKnownTable, tables, type FieldKind, type TableName } from '../../src/domain/tables.ts';
import { BackendSession, staffToken, write, type AnyRow } from '../support/backend-session.ts';
import { until } from '../support/until.ts';

interface Sample {
  /** Columns of a new row that have no default, as SQL. */
  readonly values: Readonly<Record<string, string>>;
  readonly column: string;
  readonly changed: string;
}

const anyCustomer = '(select id from customers limit 1)';
const anyTicket = '(select id from tickets limit 1)';

const samples: Readonly<Record<TableName, Sample>> = {
  products: { values: { sku: "'NEW-1'", name: "'A new one'", price: '9.50' }, column: 'stock', changed: '7' },
  customers: { values: { name: "'Ada'" }, column: 'status', changed: "'active'" },
  acquisitions: {
    values: { customer_id: anyCustomer, product_id: '(select id from products limit 1)', unit_price: '4.25' },
    column: 'status',
    changed: "'paid'",
  },
  interactions: {
    values: { customer_id: anyCustomer, kind: "'call'", summary: "'Rang'" },
    column: 'summary',
    changed: "'Rang twice'",
  },
  tickets: { values: { subject: "'It is broken'" }, column: 'priority', changed: "'urgent'" },
  comments: {
    values: { ticket_id: anyTicket, author: "'Ada'", body: "'Hello'" },
    column: 'body',
    changed: "'Hello again'",
  },
  attachments: {
    values: { ticket_id: anyTicket, file_name: "'a.png'", mime_type: "'image/png'", size_bytes: '2048' },
    column: 'file_name',
    changed: "'b.png'",
  },
};

let backend: Backend;
let page: BackendSession;

before(async () => {
  backend = await startBackend({ port: 0 });
  page = new BackendSession(backend, { accessToken: staffToken(backend) });
});
after(async () => {
  page.session.close();
  await backend.stop();
});

async function insert(table: string, values: Readonly<Record<string, string>>): Promise<AnyRow> {
  const sql = `insert into ${table} (${Object.keys(values).join()}) values (${Object.values(values).join()}) returning *`;
  const [row] = await write(backend, sql);
  return row!;
}

/** The ids shown, in their order. */
function ids(rows: readonly AnyRow[]): string[] {
  return rows.map(({ id }) => id);
}

describe('the seven tables', () => {
  for (const [table, { values, column, changed }] of Object.entries(samples)) {
    it(`${table}: an insert, an update and a delete reach a list`, async () => {
      assert.ok(isKnownTable(table));
      const { rows, change } = await page.live({ table, limit: 500 });
      const { id } = await insert(table, values);
      await until('the row is shown', () => ids(rows.rows).includes(id));
      assert.equal(change('insert', id)?.source, 'changes');

      await write(backend, `update ${table} set ${column} = ${changed} where id = '${id}'`);
      const [written] = await write(backend, `select ${column}::text as value from ${table} where id = '${id}'`);
      const shown = (): unknown => rows.rows.find((row) => row.id === id)?.[column];
      await until('the update is shown', () => String(shown()) === written?.['value']);
      const update = change('update', id);
      assert.equal(update?.source, 'changes');
      assert.deepEqual([...(update?.changed ?? [])].sort(), [column, 'updated_at'].sort());

      await write(backend, `delete from ${table} where id = '${id}'`);
      await until('the row is gone', () => !ids(rows.rows).includes(id));
      assert.equal(change('remove', id)?.source, 'changes');
      rows.close();
    });

    it(`${table}: every field is of the kind it is declared as`, async () => {
      assert.ok(isKnownTable(table));
      const { rows } = await page.live({ table, limit: 20 });
      const before = rows.rows.length;
      assert.ok(before > 0, 'there are seeded rows');
      const { id } = await insert(table, { ...values, ...(table === 'products' && { sku: "'NEW-2'" }) });
      const all = await page.live({ table, filter: `id=eq.${id}` });
      await until('the new row is read', () => all.rows.rows.length === 1);
      for (const row of [...rows.rows, ...all.rows.rows]) {
        assert.deepEqual(Object.keys(row).sort(), Object.keys(tables[table].fields).sort());
        const fields: [string, FieldKind][] = Object.entries(tables[table].fields);
        for (const [field, kind] of fields) {
          const value = row[field];
          const type = kind === 'number' || kind === 'boolean' ? kind : 'string';
          if (value !== null) assert.equal(typeof value, type, `${table}.${field} is ${JSON.stringify(value)}`);
        }
      }
      await write(backend, `delete from ${table} where id = '${id}'`);
      rows.close();
      all.rows.close();
    });
  }
});

describe('a window', () => {
  it('loses the row that leaves its filter, and gains the one that enters it', async () => {
    const { rows, change } = await page.live({ table: 'tickets', filter: 'status=eq.open,priority=eq.urgent' });
    const { id } = await insert('tickets', { subject: "'Urgent'", priority: "'urgent'" });
    await until('it is shown', () => ids(rows.rows).includes(id));
    await write(backend, `update tickets set status = 'closed' where id = '${id}'`);
    await until('it is gone', () => !ids(rows.rows).includes(id));
    assert.equal(change('remove', id)?.source, 'changes');
    await write(backend, `update tickets set status = 'open' where id = '${id}'`);
    await until('it is back', () => ids(rows.rows).includes(id));
    await write(backend, `delete from tickets where id = '${id}'`);
    rows.close();
  });

  it('moves the row whose place in the order changes', async () => {
    const { rows, patches } = await page.live({ table: 'products', order: 'stock.desc', limit: 10 });
    const id = rows.rows.at(-1)!.id;
    await write(backend, `update products set stock = 1000000 where id = '${id}'`);
    await until('it stands first', () => rows.rows[0]?.id === id);
    assert.ok(patches.some((patch) => patch.type === 'move' && patch.key === id));
    const expected = await write(backend, 'select id from products order by stock desc, id limit 10');
    await until('all stand as in the database', () => ids(rows.rows).join() === ids(expected).join());
    rows.close();
  });

  it('is filled up after deletes, from beyond its limit', async () => {
    const { rows } = await page.live({ table: 'customers', order: 'name.asc', limit: 3 });
    for (let deletes = 0; deletes < 15; deletes += 1) {
      const gone = rows.rows[0]!.id;
      await write(backend, `delete from customers where id = '${gone}'`);
      await until('it is gone and made up for', () => !ids(rows.rows).includes(gone) && rows.rows.length === 3);
    }
    const expected = await write(backend, 'select id from customers order by name, id limit 3');
    await until('all stand as in the database', () => ids(rows.rows).join() === ids(expected).join());
    rows.close();
  });

  it('shows one more page for the one who asks, and nothing else to the one beside', async () => {
    const spec = { table: 'interactions', limit: 5 };
    const one = await page.live(spec);
    const other = await page.live(spec);
    await one.rows.loadMore();
    const expected = await write(backend, 'select id from interactions order by occurred_at desc, id limit 10');
    assert.deepEqual(ids(one.rows.rows), ids(expected));
    assert.deepEqual(ids(other.rows.rows), ids(expected).slice(0, 5));
    assert.ok(one.patches.filter(({ type }) => type === 'reset').length === 1, 'the rows on screen stayed');
    one.rows.close();
    other.rows.close();
  });
});

describe('subscribe', () => {
  it('brings every change of a table to whoever shows no rows of it', async () => {
    const heard: string[] = [];
    const end = page.session.subscribe('tickets', ({ type, row }) => heard.push(`${type} ${row.id}`));
    const { rows } = await page.live({ table: 'tickets', limit: 1 });
    const { id } = await insert('tickets', { subject: "'Listen'" });
    // One by one: of a row that is gone when the server looks, it tells nothing but that it is gone.
    await until('the insert is heard', () => heard.at(-1) === `insert ${id}`);
    await write(backend, `update tickets set status = 'closed' where id = '${id}'`);
    await until('the update is heard', () => heard.at(-1) === `update ${id}`);
    await write(backend, `delete from tickets where id = '${id}'`);
    await until('the delete is heard', () => heard.at(-1) === `delete ${id}`);
    assert.equal(heard.length, 3);
    end();
    const other = await insert('tickets', { subject: "'Silence'" });
    await until('the list shows it', () => rows.rows[0]?.id === other.id);
    assert.equal(heard.length, 3);
    rows.close();
  });

  it('reports a listener that throws once, and goes on for the others', async () => {
    const errors: unknown[] = [];
    const other = new BackendSession(backend, {
      accessToken: staffToken(backend),
      onListenerError: (error) => errors.push(error),
    });
    const heard: string[] = [];
    other.session.subscribe('tickets', () => {
      throw new Error('not mine');
    });
    other.session.subscribe('tickets', ({ row }) => heard.push(row.id));
    const { rows } = await other.live({ table: 'tickets', limit: 1 });
    const first = await insert('tickets', { subject: "'One'" });
    const second = await insert('tickets', { subject: "'Two'" });
    await until('both were heard', () => heard.length === 2);
    assert.deepEqual(heard, [first.id, second.id]);
    assert.deepEqual(errors.map(String), ['Error: not mine']);
    rows.close();
    other.session.close();
  });
});
