/** How patches become DOM: exactly the nodes that differ, whatever the length of the list. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import { assertSame, clearPage, frame, keys, mount, part, parts, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

/** Records of what `act` changes under the element's shadow root. */
async function recordsOf(element: Element, act: () => void): Promise<MutationRecord[]> {
  const observer = new MutationObserver(() => {});
  const options = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(element.shadowRoot!, options);
  act();
  await frame();
  await frame();
  const records = observer.takeRecords();
  observer.disconnect();
  return records;
}

describe('drawing rows', () => {
  afterEach(clearPage);

  it('shows the rows of a reset in order, with keys', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 5));
    expect(keys(element)).to.deep.equal(['row-0', 'row-1', 'row-2', 'row-3', 'row-4']);
    expect(part(element, 'name')!.textContent).to.equal('Desk lamp');
    expect(part(element, 'price')!.textContent).to.equal('€49.90');
  });

  it('writes one text node for a change of one field', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 50));
    await frame();
    let records: MutationRecord[] = [];
    const observer = new MutationObserver((more) => records.push(...more));
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    rows.update('row-7', { price: 51 });
    await frame();
    records = [...records, ...observer.takeRecords()];
    observer.disconnect();
    expect(records.map((record) => record.type)).to.deep.equal(['characterData']);
    assertSame(records[0]!.target.parentElement, parts(element, 'price')[7]);
    expect(parts(element, 'price')[7]!.textContent).to.equal('€51.00');
  });

  it('touches nothing for a change of a field it does not show', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 50));
    const records = await recordsOf(element, () => rows.update('row-7', { description: 'Brighter' }));
    expect(records).to.have.length(0);
  });

  it('adds one node for an insert, already filled', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 50));
    await element.updateComplete;
    let records: MutationRecord[] = [];
    const observer = new MutationObserver((more) => records.push(...more));
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    rows.insert(sampleRow('products', 'new', { name: 'New lamp' }), 'row-3');
    records = observer.takeRecords();
    observer.disconnect();
    expect(records).to.have.length(1);
    expect(records[0]!.addedNodes).to.have.length(1);
    expect(keys(element).slice(2, 5)).to.deep.equal(['row-2', 'new', 'row-3']);
    expect(parts(element, 'name')[3]!.textContent).to.equal('New lamp');
  });

  it('removes one node for a delete', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 50));
    await element.updateComplete;
    const observer = new MutationObserver(() => {});
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    rows.remove('row-3');
    const records = observer.takeRecords();
    observer.disconnect();
    expect(records).to.have.length(1);
    expect(records[0]!.removedNodes).to.have.length(1);
    expect(keys(element)).not.to.include('row-3');
  });

  it('moves the row itself, and nothing else', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 50));
    await element.updateComplete;
    const row = parts(element, 'row')[40]!;
    const observer = new MutationObserver(() => {});
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    rows.move('row-40', 'row-2');
    const records = observer.takeRecords();
    observer.disconnect();
    const added = records.flatMap((record) => [...record.addedNodes]);
    const removed = records.flatMap((record) => [...record.removedNodes]);
    expect([added.length, removed.length]).to.deep.equal([1, 1]);
    assertSame(added[0], row);
    assertSame(removed[0], row);
    expect(keys(element).slice(1, 4)).to.deep.equal(['row-1', 'row-40', 'row-2']);
    assertSame(parts(element, 'row')[2], row);
  });

  it('keeps the elements of rows that a reset brings again', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 3));
    const kept = parts(element, 'row')[1];
    rows.show([sampleRow('products', 'row-1', { name: 'Kept' }), sampleRow('products', 'other')]);
    expect(keys(element)).to.deep.equal(['row-1', 'other']);
    assertSame(parts(element, 'row')[0], kept);
    expect(parts(element, 'name')[0]!.textContent).to.equal('Kept');
  });

  it('paints a row once however often it changes under pressure', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 100));
    await frame();
    await frame();
    const written = new Map<Node, number>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) written.set(target, (written.get(target) ?? 0) + 1);
    });
    observer.observe(element.shadowRoot!, { subtree: true, characterData: true });
    for (let round = 1; round <= 10; round += 1) {
      for (let index = 0; index < 100; index += 1) rows.update(`row-${index}`, { price: round * 100 + index });
    }
    await until(() => parts(element, 'price')[99]!.textContent === '€1,099.00');
    observer.disconnect();
    expect(parts(element, 'price').map((price) => price.textContent)).to.deep.equal(
      Array.from({ length: 100 }, (_, index) => `€1,0${String(index).padStart(2, '0')}.00`),
    );
    const writes = [...written.values()].reduce((sum, count) => sum + count, 0);
    expect(writes).to.be.lessThan(100 + 2 * 32 + 1);
  });

  it('applies the same insert twice as once', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 2));
    const row = sampleRow('products', 'new');
    rows.insert(row, 'row-1');
    rows.insert(row, 'row-1');
    expect(keys(element)).to.deep.equal(['row-0', 'new', 'row-1']);
  });
});
