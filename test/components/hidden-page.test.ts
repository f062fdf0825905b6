/** A page nobody sees is not painted; seen again, it shows what is true then. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import { clearPage, frame, keys, mount, parts } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a hidden page', () => {
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
    clearPage();
  });

  it('writes no text until it is seen, and then the last one', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 3));
    setHidden(true);
    rows.update('row-1', { name: 'First' });
    rows.update('row-1', { name: 'Second' });
    rows.insert(sampleRow('products', 'new', { name: 'Third' }), 'row-0');
    rows.remove('row-2');
    await frame();
    const names = (): string[] => parts(element, 'name').map((name) => name.textContent);
    expect(names()).to.deep.equal(['Desk lamp', 'Desk lamp']);
    expect(keys(element)).to.deep.equal(['new', 'row-0', 'row-1']);
    expect(element.rows.map(({ name }) => name)).to.deep.equal(['Third', 'Desk lamp', 'Second']);
    setHidden(false);
    expect(names()).to.deep.equal(['Third', 'Desk lamp', 'Second']);
    rows.update('row-0', { name: 'At once' });
    expect(names()[1]).to.equal('At once');
  });

  it('draws its rows in another layout when it is seen', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 3));
    setHidden(true);
    element.renderRow = ({ name }) => `${name}!`;
    await element.updateComplete;
    await frame();
    const texts = (): string[] => parts(element, 'row').map((row) => row.textContent.trim());
    expect(texts()).to.not.include('Desk lamp!');
    setHidden(false);
    expect(texts()).to.deep.equal(['Desk lamp!', 'Desk lamp!', 'Desk lamp!']);
  });

  it('draws its first rows when it is seen', async () => {
    setHidden(true);
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 3));
    expect(parts(element, 'name')).to.have.length(0);
    setHidden(false);
    expect(parts(element, 'name')).to.have.length(3);
  });
});
