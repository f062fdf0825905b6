/** A list that is not live says so, and since when; no row moves by it, and none is under it. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { rowTags } from '../contract/tags.ts';
import { clearPage, mount, part, parts, put, seen, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> };

const label = (element: Element): HTMLElement => part(element, 'stale')!;

/** As it stands when it has come. */
function come(element: Element): DOMRect {
  for (const animation of label(element).getAnimations()) animation.finish();
  return label(element).getBoundingClientRect();
}

const places = (boxes: readonly (Element | null)[]): (number | undefined)[] =>
  boxes.map((box) => box?.getBoundingClientRect().top);

/** A list with all that may stand about its rows, in a card that leaves it no room, with rows that are stale. */
async function inCard(name: string, attributes: string): Promise<{ card: HTMLElement; element: AnyElement }> {
  const provider = put<TestProvider>(
    `<test-provider><div style="max-block-size: 300px; overflow: auto"><${name} ${attributes}>` +
      `<b slot="header">Header</b><b slot="footer">Footer</b></${name}></div></test-provider>`,
  );
  const card = provider.firstElementChild as HTMLElement;
  await until(() => provider.connection.queries.length > 0);
  const rows = provider.connection.queries[0]!;
  rows.hasMore = true;
  rows.show(sampleRows(rows.spec.table, 20), 'stale');
  const element = card.firstElementChild as AnyElement;
  await element.updateComplete;
  return { card, element };
}

describe('a stale list', () => {
  afterEach(clearPage);

  it('says when its rows were last verified, and moves nothing of itself', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'searchable');
    element.innerHTML = '<b slot="footer">Footer</b>';
    rows.hasMore = true;
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(seen(label(element))).to.equal('');
    expect(part(element, 'list')!.hasAttribute('aria-describedby')).to.equal(false);
    const all = [...parts(element, 'row'), part(element, 'search'), part(element, 'more'), element.firstElementChild];
    const before = places(all);
    const { height } = element.getBoundingClientRect();
    rows.verifiedAt = new Date(Date.now() - 60_000);
    rows.become('stale');
    await element.updateComplete;
    const { height: own } = come(element);
    const time = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(rows.verifiedAt);
    expect(seen(label(element))).to.equal(`Not live. As of ${time}`);
    expect(places(all)).to.deep.equal(before);
    // What follows the list makes room for one line.
    expect(element.getBoundingClientRect().height - height).to.be.within(own, own + 8);
    expect(own).to.be.within(12, 24);
    expect(label(element).closest('[aria-live], [role=status], [role=alert]') === null).to.equal(true);
    // Where it stands it would be read after the rows.
    const described = part(element, 'list')!.getAttribute('aria-describedby');
    expect(element.shadowRoot!.getElementById(described!) === label(element)).to.equal(true);
    rows.become('live');
    await element.updateComplete;
    expect(seen(label(element))).to.equal('');
    expect(element.getBoundingClientRect().height).to.equal(height);
    expect(part(element, 'list')!.hasAttribute('aria-describedby')).to.equal(false);
  });

  it('does not say so for a moment that is over before anybody could read it', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { height } = element.getBoundingClientRect();
    rows.become('stale');
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.equal(height);
    expect(getComputedStyle(label(element)).opacity).to.equal('0');
    const [coming] = label(element).getAnimations();
    coming!.currentTime = 1_900;
    expect(element.getBoundingClientRect().height).to.equal(height);
    coming!.currentTime = 2_500;
    expect(getComputedStyle(label(element)).opacity).to.equal('1');
  });

  for (const { name, needs } of rowTags) {
    for (const attributes of ['', 'density="compact" searchable']) {
      it(`has no row of ${name} ${attributes} under what it says, in a card without room at its end`, async () => {
        const { card, element } = await inCard(name, `${needs} ${attributes}`);
        come(element);
        card.scrollTop = card.scrollHeight;
        const { top, bottom } = come(element);
        const others = [...parts(element, 'row'), part(element, 'more')!, ...element.children];
        expect(Math.max(...others.map((other) => other.getBoundingClientRect().bottom))).to.be.at.most(top);
        expect(bottom).to.be.closeTo(card.getBoundingClientRect().bottom, 1);
      });
    }
  }

  it('keeps what it says in sight while it is scrolled, on the lower edge and as wide as its rows', async () => {
    const { card, element } = await inCard('live-product-list', '');
    for (const scrolled of [0, 400]) {
      card.scrollTop = scrolled;
      const { left, right, bottom } = come(element);
      expect(bottom).to.be.closeTo(card.getBoundingClientRect().bottom, 1);
      const list = part(element, 'list')!.getBoundingClientRect();
      expect([left, right]).to.deep.equal([list.left, list.right]);
    }
    // Nothing of a row is to be read through it.
    expect(getComputedStyle(label(element)).backgroundColor).to.match(/^rgb\(/);
  });

  it('names the day when it was not today, and no time when there is none', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.verifiedAt = new Date(Date.now() - 3 * 24 * 3_600_000);
    rows.show(sampleRows('tickets', 2), 'stale');
    await element.updateComplete;
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(rows.verifiedAt);
    expect(seen(label(element))).to.include(`Not live. As of ${day}`);
    rows.become('live');
    await element.updateComplete;
    rows.verifiedAt = null;
    rows.become('stale');
    await element.updateComplete;
    expect(seen(label(element))).to.equal('Not live.');
  });
});
