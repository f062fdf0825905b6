/** A value and a count in running text, as live as a list. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { parseFilter } from '../../src/sync/filter.ts';
import { clearPage, mount, put, seen, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

type Inline = HTMLElement & { updateComplete: Promise<boolean> };

function heard(element: Element): string[] {
  const codes: string[] = [];
  element.addEventListener('live-error', (event) => codes.push((event as CustomEvent<Problem>).detail.code));
  return codes;
}

/** What a reader sees of it: its own shadow, or what the author put inside for want of a value. */
async function shown(element: Inline): Promise<string> {
  await element.updateComplete;
  const value = element.shadowRoot!.querySelector<HTMLElement>('[part~=value]')!;
  return seen(value) || element.innerText.trim() || '–';
}

describe('live-value', () => {
  afterEach(clearPage);

  it('shows one field of one row, formatted, and follows it', async () => {
    const { element, rows } = await mount(
      'live-value',
      'table="products" row-id="p1" field="price" format="currency:.currency" lang="en"',
    );
    expect(rows.spec).to.include({ table: 'products', filter: 'id=eq."p1"', limit: 1 });
    expect(await shown(element)).to.equal('–');
    rows.show([sampleRow('products', 'p1')]);
    expect(await shown(element)).to.equal('€49.90');
    expect(element.status).to.equal('live');
    rows.update('p1', { price: 12 });
    expect(await shown(element)).to.equal('€12.00');
    expect(element.shadowRoot!.querySelectorAll('[part~=field-price]')).to.have.length(1);
    expect(getComputedStyle(element).display).to.equal('inline');
  });

  it('shows the author’s words while there is nothing to show', async () => {
    const { element, rows } = await mount('live-value', 'table="products" row-id="p1" field="name"');
    element.textContent = 'our lamp';
    expect(await shown(element)).to.equal('our lamp');
    rows.show([sampleRow('products', 'p1')]);
    expect(await shown(element)).to.equal('Desk lamp');
    rows.update('p1', { name: null });
    expect(await shown(element)).to.equal('our lamp');
    rows.remove('p1');
    expect(await shown(element)).to.equal('our lamp');
  });

  it('asks for the row whatever stands in its key', async () => {
    const hostile = 'a,b"c\\d),or=(id.neq.x';
    const provider = put<TestProvider>('<test-provider></test-provider>');
    const element = document.createElement('live-value');
    Object.assign(element, { table: 'products', field: 'name', rowId: hostile });
    provider.append(element);
    await until(() => provider.connection.queries.length === 1);
    const filter = parseFilter(provider.connection.queries[0]!.spec.filter);
    expect(filter.searchParameters()).to.have.length(1);
    expect(filter.columns).to.deep.equal(new Set(['id']));
    Object.assign(element, { primaryKey: 'shop, number', rowId: 's1,7' });
    await until(() => provider.connection.queries.length === 2);
    expect(provider.connection.queries[1]!.spec.filter).to.equal('shop=eq."s1",number=eq."7"');
  });

  it('says what is missing or unknown, once', async () => {
    const { element, rows } = await mount('live-value', 'table="products" row-id="p1" field="prise"');
    const codes = heard(element);
    rows.show([sampleRow('products', 'p1')]);
    expect(await shown(element)).to.equal('–');
    rows.update('p1', { stock: 3 });
    await element.updateComplete;
    expect(codes).to.deep.equal(['unknown-field']);
    rows.become('error', { code: 'no-permission', message: 'No.', remedy: 'Add a policy.', permanent: true });
    await element.updateComplete;
    expect(codes).to.deep.equal(['unknown-field', 'no-permission']);
    expect(element.matches(':state(error)')).to.equal(true);
    expect(await shown(element)).to.equal('–');
  });

  it('never makes HTML of a value', async () => {
    const { element, rows } = await mount('live-value', 'table="products" row-id="p1" field="name"');
    rows.show([sampleRow('products', 'p1', { name: '<img src=x onerror=alert(1)>' })]);
    expect(await shown(element)).to.equal('<img src=x onerror=alert(1)>');
    expect(element.shadowRoot!.querySelectorAll('img')).to.have.length(0);
  });
});

describe('live-count', () => {
  afterEach(clearPage);

  it('counts the rows that match, and follows them', async () => {
    const { element, rows } = await mount('live-count', 'table="tickets" filter="status=eq.open" lang="en"');
    expect(rows.spec).to.include({
      table: 'tickets',
      filter: 'status=eq.open',
      select: 'id',
      order: 'id.asc',
      limit: 1000,
    });
    expect(element.count).to.equal(null);
    rows.show([]);
    expect(await shown(element)).to.equal('0');
    rows.show(sampleRows('tickets', 3));
    expect(await shown(element)).to.equal('3');
    rows.insert(sampleRow('tickets', 'new'), null);
    expect(await shown(element)).to.equal('4');
    rows.remove('row-0');
    expect(await shown(element)).to.equal('3');
    expect(element.count).to.equal(3);
  });

  it('says that there are more than it counted', async () => {
    const { element, rows } = await mount('live-count', 'table="tickets" lang="en"');
    rows.hasMore = true;
    rows.show(sampleRows('tickets', 1000));
    expect(await shown(element)).to.equal('1,000+');
  });

  it('does not take the first page for all there are', async () => {
    const { element, rows } = await mount('live-count', 'table="tickets"');
    rows.show(sampleRows('tickets', 2), 'stale');
    expect(await shown(element)).to.equal('–');
    expect(element.count).to.equal(null);
    rows.synced(new Date(5), 0);
    rows.show(sampleRows('tickets', 3), 'stale');
    expect(await shown(element)).to.equal('3');
  });

  it('tells when a read agreed, and says nothing it does not know', async () => {
    const { element, rows } = await mount('live-count', 'table="tickets"');
    let synced = 0;
    element.addEventListener('live-synced', () => (synced += 1));
    rows.show(sampleRows('tickets', 2));
    rows.synced(new Date(5), 0);
    expect(synced).to.equal(1);
    expect(element.verifiedAt).to.deep.equal(new Date(5));
    rows.become('stale');
    expect(await shown(element)).to.equal('2');
    expect(element.matches(':state(stale)')).to.equal(true);
    rows.become('error', { code: 'unknown-table', message: 'No.', remedy: 'Correct it.', permanent: true });
    expect(await shown(element)).to.equal('–');
    expect(element.count).to.equal(null);
  });

  it('gives up what it asked for when it goes', async () => {
    const { element, provider } = await mount('live-count', 'table="tickets"');
    element.remove();
    await until(() => provider.connection.open.length === 0);
    expect(provider.connection.observers).to.equal(0);
  });
});
