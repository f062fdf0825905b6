/** Whatever happens to rows, the keyboard stays where its reader is: neither lost to the page's top, nor stolen. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/product-list/product-list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { press } from '../support/keys.ts';
import { assertSame, clearPage, keys, mount, part, parts, put, seen, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import type { AnyRow } from '../support/scripted-connection.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

const failed: Problem = { code: 'backend-error', message: 'It failed.', remedy: 'Wait.', permanent: false };
const template = '<template><b data-text="name"></b><button>Order</button><input></template>';

type List = Mounted<'live-product-list'>;

/** Products with a button and a field each. */
async function list(rows: readonly AnyRow[] = sampleRows('products', 5)): Promise<List> {
  const mounted = await mount('live-product-list');
  mounted.element.innerHTML = template;
  mounted.rows.show(rows);
  await mounted.element.updateComplete;
  await until(() => rows.every(({ id }) => row(mounted, id).querySelector('button')));
  return mounted;
}

const row = ({ element }: List, key: string): HTMLElement =>
  element.shadowRoot!.querySelector<HTMLElement>(`[data-key='${key}']`)!;
const button = (mounted: List, key: string): HTMLElement => row(mounted, key).querySelector('button')!;
const focused = ({ element }: List): Element | null => element.shadowRoot!.activeElement;
const focusedKey = (mounted: List): string | undefined =>
  focused(mounted)?.closest<HTMLElement>('[data-key]')?.dataset.key;

/** As in a browser that cannot move a node without taking it out. */
function withoutMoveBefore(): void {
  const { moveBefore } = Element.prototype as { moveBefore?: unknown };
  if (!moveBefore) return;
  delete (Element.prototype as { moveBefore?: unknown }).moveBefore;
  restore = () => Object.assign(Element.prototype, { moveBefore });
}
let restore = (): void => {};

describe('focus among rows', () => {
  afterEach(() => {
    restore();
    restore = () => {};
    clearPage();
  });

  it('goes to the next row when its own goes, and to no button in it', async () => {
    const mounted = await list();
    button(mounted, 'row-1').focus();
    mounted.rows.remove('row-1');
    assertSame(focused(mounted), row(mounted, 'row-2'));
    await press('Tab');
    assertSame(focused(mounted), button(mounted, 'row-2'));
  });

  it('goes to the row before when its own was the last', async () => {
    const mounted = await list();
    button(mounted, 'row-4').focus();
    mounted.rows.remove('row-4');
    assertSame(focused(mounted), row(mounted, 'row-3'));
  });

  it('goes on across the end of a chunk, both ways', async () => {
    const mounted = await list(sampleRows('products', 300));
    const chunks = part(mounted.element, 'list')!.children;
    expect(chunks).to.have.length.above(2);
    const last = (chunks[0]!.lastElementChild as HTMLElement).dataset.key!;
    const next = (chunks[1]!.firstElementChild as HTMLElement).dataset.key!;
    button(mounted, last).focus();
    mounted.rows.remove(last);
    expect(focusedKey(mounted)).to.equal(next);
    const end = 'row-299';
    button(mounted, end).focus();
    mounted.rows.remove(end);
    expect(focusedKey(mounted)).to.equal('row-298');
  });

  it('passes rows that wait', async () => {
    const mounted = await list(sampleRows('products', 2));
    // The keyboard in the list is a reader whose rows may not move.
    row(mounted, 'row-1').tabIndex = 0;
    row(mounted, 'row-0').tabIndex = 0;
    row(mounted, 'row-0').focus();
    mounted.rows.insert(sampleRow('products', 'new'), 'row-0');
    expect(row(mounted, 'new').checkVisibility()).to.equal(false);
    mounted.rows.remove('row-1');
    mounted.rows.remove('row-0');
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'list'));
    expect(seen(part(mounted.element, 'new-rows'))).to.equal('1 new');
  });

  it('goes to what is said of an empty list, and back to the list', async () => {
    const mounted = await list(sampleRows('products', 1));
    button(mounted, 'row-0').focus();
    mounted.rows.remove('row-0');
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'empty'));
    mounted.rows.insert(sampleRow('products', 'again'), null);
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'list'));
  });

  it('stays in a row that moves, and what was typed there too', async () => {
    for (const prepare of [() => {}, withoutMoveBefore]) {
      prepare();
      const mounted = await list();
      const input = row(mounted, 'row-4').querySelector('input')!;
      input.focus();
      await sendKeys({ type: 'abcd' });
      input.setSelectionRange(1, 3);
      mounted.rows.move('row-4', 'row-0');
      expect(keys(mounted.element)[0]).to.equal('row-4');
      assertSame(focused(mounted), input);
      await press('x');
      expect(input.value).to.equal('axd');
      clearPage();
    }
  });

  it('stays when chunks split and merge round it', async () => {
    for (const prepare of [() => {}, withoutMoveBefore]) {
      prepare();
      const mounted = await list(sampleRows('products', 128));
      const chunks = part(mounted.element, 'list')!.children;
      button(mounted, 'row-100').focus();
      mounted.rows.insert(sampleRow('products', 'one more'), null);
      expect(chunks).to.have.length(2);
      assertSame(focused(mounted), button(mounted, 'row-100'));
      button(mounted, 'row-5').focus();
      for (let index = 63; index > 5; index -= 1) mounted.rows.remove(`row-${index}`);
      expect(chunks).to.have.length(1);
      assertSame(focused(mounted), button(mounted, 'row-5'));
      clearPage();
    }
  });

  it('stays through a read of all rows, and goes to the nearest that is left', async () => {
    const mounted = await list();
    button(mounted, 'row-2').focus();
    mounted.rows.show([sampleRow('products', 'other'), ...sampleRows('products', 5)]);
    assertSame(focused(mounted), button(mounted, 'row-2'));
    mounted.rows.show(['row-0', 'row-1', 'row-4', 'other'].map((id) => sampleRow('products', id)));
    assertSame(focused(mounted), row(mounted, 'row-4'));
    mounted.rows.show(['row-1', 'other'].map((id) => sampleRow('products', id)));
    assertSame(focused(mounted), row(mounted, 'other'));
    mounted.rows.show([sampleRow('products', 'stranger')]);
    assertSame(focused(mounted), part(mounted.element, 'list'));
    mounted.rows.show([]);
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'empty'));
  });

  it('stays outside when it was outside', async () => {
    const mounted = await list();
    const outside = put<HTMLInputElement>('<input>');
    outside.focus();
    mounted.rows.remove('row-0');
    mounted.rows.move('row-3', 'row-1');
    mounted.rows.show(sampleRows('products', 2));
    mounted.rows.show([]);
    await mounted.element.updateComplete;
    assertSame(document.activeElement, outside);
  });

  it('in an element of the page’s own inside a row is given back to where it was in there', async () => {
    const mounted = await list();
    const own = document.createElement('div');
    own.attachShadow({ mode: 'open' }).append(document.createElement('button'));
    row(mounted, 'row-3').append(own);
    own.shadowRoot!.querySelector('button')!.focus();
    mounted.rows.show(sampleRows('products', 5).reverse());
    assertSame(own.shadowRoot!.activeElement, own.shadowRoot!.firstElementChild);
  });
});

describe('the focus of a button that vanishes', () => {
  afterEach(clearPage);

  const use = async (mounted: List, name: string): Promise<void> => {
    part(mounted.element, name)!.focus();
    await press('Enter');
  };

  it('goes from "try again" to the rows that come', async () => {
    const mounted = await list([]);
    mounted.rows.become('error', failed);
    await mounted.element.updateComplete;
    await use(mounted, 'retry');
    expect(mounted.rows.refreshes).to.equal(1);
    mounted.rows.show(sampleRows('products', 2));
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'list'));
  });

  it('goes from "more" to the first of the rows that came', async () => {
    const mounted = await list();
    mounted.rows.hasMore = true;
    mounted.rows.become('live');
    await mounted.element.updateComplete;
    await use(mounted, 'more');
    mounted.rows.insert(sampleRow('products', 'next'), null, null);
    mounted.rows.insert(sampleRow('products', 'last'), null, null);
    assertSame(focused(mounted), part(mounted.element, 'more'));
    mounted.rows.hasMore = false;
    mounted.rows.become('live');
    await mounted.element.updateComplete;
    assertSame(focused(mounted), row(mounted, 'next'));
  });

  it('goes from the new rows’ button to the first of them', async () => {
    const mounted = await list();
    button(mounted, 'row-0').focus();
    await press('Tab');
    mounted.rows.insert(sampleRow('products', 'new'), 'row-0');
    await mounted.element.updateComplete;
    expect(keys(mounted.element)[0]).to.equal('new');
    expect(row(mounted, 'new').checkVisibility()).to.equal(false);
    // Back over the first row's controls, out of the list: on the way to the button nothing comes in.
    for (let steps = 0; focused(mounted) !== part(mounted.element, 'new-rows') && steps < 5; steps += 1) {
      await press('Shift+Tab');
    }
    expect(row(mounted, 'new').checkVisibility()).to.equal(false);
    await press('Enter');
    await mounted.element.updateComplete;
    assertSame(focused(mounted), row(mounted, 'new'));
    expect(parts(mounted.element, 'row').every((each) => each.checkVisibility())).to.equal(true);
  });

  it('goes from a control the page put into a slot to what takes its place', async () => {
    const mounted = await list([]);
    mounted.element.insertAdjacentHTML('beforeend', '<button slot="empty">Add one</button>');
    mounted.element.querySelector('button')!.focus();
    mounted.rows.insert(sampleRow('products', 'first'), null);
    await mounted.element.updateComplete;
    assertSame(focused(mounted), part(mounted.element, 'list'));
  });
});
