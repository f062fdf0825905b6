/** A ticket feed by keyboard, as the ARIA Authoring Practices describe feeds. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import '../../components/customer-list/customer-list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import { press } from '../support/keys.ts';
import { assertSame, clearPage, mount, part, parts, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

type Feed = Mounted<'live-ticket-feed'>;

async function feed(count = 5, attributes = ''): Promise<Feed> {
  const mounted = await mount('live-ticket-feed', attributes);
  mounted.provider.insertAdjacentHTML('beforebegin', '<a href="#before">Before</a>');
  mounted.provider.insertAdjacentHTML('afterend', '<p>Between</p><a href="#after">After</a>');
  mounted.rows.show(sampleRows('tickets', count).map((row, index) => ({ ...row, subject: `Subject ${index}` })));
  await mounted.element.updateComplete;
  return mounted;
}

const row = ({ element }: Feed, key: string): HTMLElement =>
  element.shadowRoot!.querySelector<HTMLElement>(`[data-key='${key}']`)!;
const focusedKey = ({ element }: Feed): string | undefined =>
  (element.shadowRoot!.activeElement as HTMLElement | null)?.dataset.key;
const places = ({ element }: Feed): string[] =>
  parts(element, 'row')
    .filter((each) => each.hasAttribute('aria-posinset'))
    .map((each) => `${each.dataset.key} ${each.ariaPosInSet}/${each.ariaSetSize}`);

describe('a ticket feed', () => {
  afterEach(clearPage);

  it('is a feed of articles, each called by its subject', async () => {
    const mounted = await feed();
    const list = part(mounted.element, 'list')!;
    expect(list.getAttribute('role')).to.equal('feed');
    expect(list.getAttribute('aria-label')).to.equal('Tickets');
    expect(parts(mounted.element, 'row').map((each) => each.getAttribute('role'))).to.deep.equal(
      Array.from({ length: 5 }, () => 'article'),
    );
    expect(row(mounted, 'row-3').getAttribute('aria-label')).to.equal('Subject 3');
    mounted.rows.update('row-3', { subject: 'Solved' });
    expect(row(mounted, 'row-3').getAttribute('aria-label')).to.equal('Solved');
    mounted.rows.update('row-3', { subject: null });
    expect(row(mounted, 'row-3').getAttribute('aria-label')).to.equal('Untitled');
    // What comes in is told by the announcer; a list that spoke as well would say everything twice.
    expect(mounted.element.shadowRoot!.querySelector('[aria-live], [role=log], [role=status]')).to.equal(null);
  });

  it('is one stop of the Tab key, from which Page Down and Page Up go from article to article', async () => {
    const mounted = await feed();
    document.querySelector<HTMLElement>('[href="#before"]')!.focus();
    await press('Tab');
    assertSame(mounted.element.shadowRoot!.activeElement, part(mounted.element, 'list'));
    await press('PageDown', 'PageDown');
    expect(focusedKey(mounted)).to.equal('row-1');
    await press('PageDown', 'PageUp', 'PageUp');
    expect(focusedKey(mounted)).to.equal('row-0');
    await press('PageUp');
    expect(focusedKey(mounted)).to.equal('row-0');
    await press('Tab');
    assertSame(document.activeElement, document.querySelector('[href="#after"]'));
  });

  it('is left by Control+End and Control+Home', async () => {
    const mounted = await feed();
    row(mounted, 'row-2').focus();
    await press('Control+End');
    assertSame(document.activeElement, document.querySelector('[href="#after"]'));
    row(mounted, 'row-2').focus();
    await press('Control+Home');
    assertSame(document.activeElement, document.querySelector('[href="#before"]'));
    mounted.rows.hasMore = true;
    mounted.rows.become('live');
    await mounted.element.updateComplete;
    row(mounted, 'row-2').focus();
    await press('Control+End');
    assertSame(mounted.element.shadowRoot!.activeElement, part(mounted.element, 'more'));
    mounted.element.innerHTML = '<p slot="header"><a href="#header">All tickets</a></p>';
    row(mounted, 'row-2').focus();
    await press('Control+Home');
    assertSame(document.activeElement, mounted.element.querySelector('a'));
  });

  it('passes what cannot have focus on the way out', async () => {
    const mounted = await feed();
    document
      .querySelector('[href="#after"]')!
      .insertAdjacentHTML(
        'beforebegin',
        '<button disabled>Off</button><a>No link</a><button hidden>Hidden</button><button style="visibility:hidden">Unseen</button>',
      );
    row(mounted, 'row-2').focus();
    await press('Control+End');
    assertSame(document.activeElement, document.querySelector('[href="#after"]'));
  });

  it('leaves the arrow keys to the browser, and every key to a field', async () => {
    const mounted = await feed();
    row(mounted, 'row-1').focus();
    await press('ArrowDown', 'ArrowUp', 'Home', 'End', 'Space');
    expect(focusedKey(mounted)).to.equal('row-1');
    mounted.element.innerHTML = '<template><textarea></textarea></template>';
    await until(() => row(mounted, 'row-1').querySelector('textarea'));
    const field = row(mounted, 'row-1').querySelector('textarea')!;
    field.focus();
    await press('PageDown');
    assertSame(mounted.element.shadowRoot!.activeElement, field);
    await press('Control+End');
    assertSame(mounted.element.shadowRoot!.activeElement, field);
  });

  it('goes on from a control inside an article, past rows that wait and the ends of chunks', async () => {
    const mounted = await feed(300);
    mounted.element.innerHTML = '<template><button data-text="subject"></button></template>';
    await until(() => row(mounted, 'row-0').querySelector('button'));
    const chunk = part(mounted.element, 'list')!.firstElementChild!;
    const last = chunk.lastElementChild as HTMLElement;
    const next = chunk.nextElementSibling!.firstElementChild as HTMLElement;
    // A row off screen is drawn when there is time.
    await until(() => last.querySelector('button'));
    last.querySelector('button')!.focus();
    await press('PageDown');
    expect(focusedKey(mounted)).to.equal(next.dataset.key);
    await press('PageUp');
    expect(focusedKey(mounted)).to.equal(last.dataset.key);
    row(mounted, 'row-0').focus();
    mounted.rows.insert(sampleRow('tickets', 'new'), 'row-0');
    expect(row(mounted, 'new').hidden).to.equal(true);
    await press('PageUp');
    expect(focusedKey(mounted)).to.equal('row-0');
  });

  it('tells places near the focus alone, right after every patch, and takes them back', async () => {
    const mounted = await feed(300);
    expect(places(mounted)).to.deep.equal([]);
    row(mounted, 'row-150').focus();
    expect(places(mounted)).to.deep.equal(['row-149 150/-1', 'row-150 151/-1', 'row-151 152/-1']);
    await press('PageDown');
    expect(places(mounted)).to.deep.equal(['row-150 151/-1', 'row-151 152/-1', 'row-152 153/-1']);
    mounted.rows.remove('row-3');
    expect(places(mounted)).to.deep.equal(['row-150 150/-1', 'row-151 151/-1', 'row-152 152/-1']);
    mounted.rows.remove('row-150');
    expect(places(mounted)).to.deep.equal(['row-149 149/-1', 'row-151 150/-1', 'row-152 151/-1']);
    // Rows that wait above the reader are not among those that can be seen.
    mounted.rows.insert(sampleRow('tickets', 'new'), 'row-0');
    expect(row(mounted, 'new').hidden).to.equal(true);
    expect(places(mounted)).to.deep.equal(['row-149 149/-1', 'row-151 150/-1', 'row-152 151/-1']);
    document.querySelector<HTMLElement>('[href="#after"]')!.focus();
    expect(places(mounted)).to.deep.equal([]);
  });

  it('is busy while more of it is on its way, and only then', async () => {
    const mounted = await feed();
    const list = part(mounted.element, 'list')!;
    mounted.rows.hasMore = true;
    mounted.rows.become('live');
    await mounted.element.updateComplete;
    expect(list.getAttribute('aria-busy')).to.equal(null);
    let come = (): void => {};
    mounted.rows.loadMore = () => new Promise((resolve) => (come = resolve));
    part(mounted.element, 'more')!.click();
    await mounted.element.updateComplete;
    expect(list.getAttribute('aria-busy')).to.equal('true');
    mounted.rows.insert(sampleRow('tickets', 'next'), null, null);
    come();
    await until(() => !list.hasAttribute('aria-busy'));
  });

  it('counts rows that come in once they are shown', async () => {
    const mounted = await feed();
    row(mounted, 'row-1').focus();
    mounted.rows.insert(sampleRow('tickets', 'new'), 'row-0');
    mounted.element.showNew();
    expect(places(mounted)).to.deep.equal(['row-0 2/-1', 'row-1 3/-1', 'row-2 4/-1']);
  });
});

describe('a list that is no feed', () => {
  afterEach(clearPage);

  it('is a list of items, takes no keys and no stop of the Tab key', async () => {
    const { element, provider, rows } = await mount('live-customer-list');
    provider.insertAdjacentHTML('afterend', '<a href="#after">After</a>');
    rows.show(sampleRows('customers', 3));
    await element.updateComplete;
    expect(part(element, 'list')!.getAttribute('role')).to.equal('list');
    expect(parts(element, 'row')[0]!.getAttribute('role')).to.equal('listitem');
    expect(part(element, 'list')!.tabIndex).to.equal(-1);
  });
});

describe('the keyboard in a list', () => {
  afterEach(clearPage);

  it('is a reader whose rows do not move, until it leaves', async () => {
    const mounted = await feed();
    document.querySelector<HTMLElement>('[href="#before"]')!.focus();
    await press('Tab', 'PageDown');
    const before = row(mounted, 'row-0').getBoundingClientRect().top;
    mounted.rows.insert(sampleRow('tickets', 'new'), 'row-0');
    await mounted.element.updateComplete;
    expect(row(mounted, 'row-0').getBoundingClientRect().top).to.equal(before);
    expect(mounted.element.matches(':state(has-new)')).to.equal(true);
    await press('Tab');
    await until(() => row(mounted, 'new').checkVisibility());
  });

  it('is not taken for one when a pointer clicked there and went', async () => {
    const mounted = await feed();
    const { left, top } = row(mounted, 'row-1').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + 20), Math.round(top + 10)] });
    await sendMouse({ type: 'move', position: [5, 590] });
    expect(focusedKey(mounted)).to.equal('row-1');
    mounted.rows.insert(sampleRow('tickets', 'new'), 'row-0');
    await until(() => row(mounted, 'new').checkVisibility());
  });
});
