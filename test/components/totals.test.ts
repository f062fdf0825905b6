/** What the acquisitions in sight amount to: one exact sum a currency, and never more said than was summed. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/acquisition-list/acquisition-list.ts';
import { clearPage, frame, mount, part, parts, seen, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { AnyRow } from '../support/scripted-connection.ts';

const acquisition = (id: string, total: unknown, currency: unknown = 'EUR'): AnyRow =>
  sampleRow('acquisitions', id, { total, currency });

type List = Mounted<'live-acquisition-list'>;

async function mountWith(rows: readonly AnyRow[], attributes = ''): Promise<List> {
  const mounted = await mount('live-acquisition-list', `lang="en" ${attributes}`);
  mounted.rows.show(rows);
  await mounted.element.updateComplete;
  await frame();
  return mounted;
}

const sums = ({ element }: Pick<List, 'element'>): string[] => parts(element, 'sum').map((sum) => seen(sum));
const label = ({ element }: Pick<List, 'element'>): string => seen(part(element, 'totals-label'));

describe('totals', () => {
  afterEach(clearPage);

  it('sum the rows exactly, each currency for itself', async () => {
    const list = await mountWith([acquisition('a', 0.1), acquisition('b', 0.2), acquisition('c', 1234.5, 'USD')]);
    expect(sums(list)).to.deep.equal(['€0.30', '$1,234.50']);
    expect(label(list)).to.equal('Total');
    await expect(list.element).to.be.accessible();
  });

  it('write every digit of a sum that a double could not hold', async () => {
    const list = await mountWith([acquisition('a', '9007199254740993.01'), acquisition('b', 0.02)]);
    expect(sums(list)).to.deep.equal(['€9,007,199,254,740,993.03']);
  });

  it('follow rows that come, change, move and go', async () => {
    const list = await mountWith([acquisition('a', 10), acquisition('b', 20)]);
    const { rows } = list;
    rows.insert(acquisition('c', 5, 'USD'), 'a');
    await until(() => sums(list).join() === '€30.00,$5.00');
    rows.update('b', { total: 1.01 });
    await until(() => sums(list).join() === '€11.01,$5.00');
    rows.move('a', null);
    rows.updateAndMove('b', { currency: 'USD' }, 'c');
    await until(() => sums(list).join() === '€10.00,$6.01');
    rows.remove('a');
    await until(() => sums(list).join() === '$6.01');
    rows.show([acquisition('d', 7), acquisition('c', 8, 'USD')]);
    await until(() => sums(list).join() === '€7.00,$8.00');
    rows.show([]);
    await until(() => seen(part(list.element, 'totals')) === '');
  });

  it('say how many rows were summed when the table holds more', async () => {
    const list = await mountWith([acquisition('a', 10), acquisition('b', 20)], 'limit="2"');
    list.rows.hasMore = true;
    list.rows.become('live');
    await until(() => label(list) === 'Total of the 2 rows shown');
    list.rows.hasMore = false;
    list.rows.become('live');
    await until(() => label(list) === 'Total');
  });

  it('leave out rows that wait and rows that are searched away, and say so', async () => {
    const list = await mountWith([acquisition('a', 10), acquisition('b', 20, 'USD')], 'searchable');
    list.element.shadowRoot!.querySelector('[part=list]')!.dispatchEvent(new PointerEvent('pointerenter'));
    list.rows.insert(acquisition('c', 5), 'a');
    await until(() => label(list) === 'Total of the 2 rows shown');
    expect(sums(list)).to.deep.equal(['€10.00', '$20.00']);
    list.element.showNew();
    await until(() => label(list) === 'Total');
    expect(sums(list)).to.deep.equal(['€15.00', '$20.00']);
    part(list.element, 'search')!.focus();
    await sendKeys({ type: 'USD' });
    await until(() => label(list) === 'Total of the 1 row shown');
    expect(sums(list)).to.deep.equal(['$20.00']);
  });

  it('leave out what is no amount, and say so', async () => {
    const odd = ['many', null, 'NaN', '1e999999999'].map((total, index) => acquisition(`odd-${index}`, total));
    const list = await mountWith([acquisition('a', 10), ...odd]);
    expect([sums(list).join(), label(list)]).to.deep.equal(['€10.00', 'Total of the 1 row shown']);
  });

  it('are written once a frame, whatever number of changes came, and not at all when no sum differs', async () => {
    const list = await mountWith([acquisition('a', 10), acquisition('b', 20)]);
    const records: MutationRecord[] = [];
    const options = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver((more) => records.push(...more)).observe(part(list.element, 'totals')!, options);
    list.rows.update('a', { status: 'refunded' });
    list.rows.move('a', null);
    await frame();
    await frame();
    expect(records).to.have.length(0);
    for (let total = 0; total < 50; total += 1) list.rows.update('a', { total });
    await until(() => sums(list).join() === '€69.00');
    expect(records).to.have.length(1);
  });

  it('speak the language of their place', async () => {
    const list = await mountWith([acquisition('a', 10)]);
    list.element.lang = 'de';
    await until(() => label(list) === 'Gesamt');
    expect(sums(list)[0]).to.match(/^10,00\s€$/);
  });
});
