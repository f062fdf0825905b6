/** Ten thousand rows: drawn without one long task, found by the browser's own search, with a scrollbar that stands. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import { onlyWhere } from '../support/only-where.ts';
import { allDrawn, clearPage, frame, mount, part, parts, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import type { AnyRow } from '../support/scripted-connection.ts';
import { sampleRow } from '../support/sample-rows.ts';

type Feed = Mounted<'live-ticket-feed'>;

function tickets(count: number): AnyRow[] {
  return Array.from({ length: count }, (_, index) =>
    sampleRow('tickets', `row-${index}`, { subject: `No. ${index}.` }),
  );
}

async function longFeed(count: number): Promise<Feed> {
  const mounted = await mount('live-ticket-feed');
  mounted.rows.show(tickets(count));
  await mounted.element.updateComplete;
  return mounted;
}

const undrawn = (element: Element): number => element.shadowRoot!.querySelectorAll('[data-key]:empty').length;
const subject = (row: Element | undefined): string => row?.querySelector("[part~='field-subject']")?.textContent ?? '';

describe('a long list', () => {
  const { requestIdleCallback } = globalThis;
  afterEach(() => {
    // Where there is none there must be none again.
    if (requestIdleCallback) globalThis.requestIdleCallback = requestIdleCallback;
    else Reflect.deleteProperty(globalThis, 'requestIdleCallback');
    clearPage();
    document.documentElement.scrollTop = 0;
  });

  /** A page that is never idle. */
  const busy = (): void => void (globalThis.requestIdleCallback = () => 0);

  it('draws what can be seen at once, and the rest when there is time', async () => {
    const { element } = await longFeed(2000);
    expect(undrawn(element)).to.be.within(1500, 1900);
    expect(element.rows).to.have.length(2000);
    await allDrawn(element);
    expect(parts(element, 'row').map(subject)).to.deep.equal(tickets(2000).map((row) => row.subject));
  });

  it('draws rows that come into view without waiting for that', async () => {
    busy();
    const { element } = await longFeed(2000);
    const row = parts(element, 'row')[1500]!;
    // Chromium alone scrolls to what stands in a chunk that is not laid out.
    row.parentElement!.scrollIntoView();
    await until(() => subject(row) === 'No. 1500.');
    expect(undrawn(element)).to.be.greaterThan(1000);
  });

  it('draws a row that changes, and forgets one that goes', async () => {
    busy();
    const { element, rows } = await longFeed(2000);
    rows.update('row-1500', { subject: 'Other' });
    expect(subject(parts(element, 'row')[1500])).to.equal('Other');
    rows.remove('row-1501');
    expect(parts(element, 'row')[1501]!.dataset.key).to.equal('row-1502');
  });

  it('goes on drawing on a page that is never idle', async () => {
    const { element } = await mount('live-ticket-feed');
    globalThis.requestIdleCallback = (task, options) => {
      expect(options?.timeout).to.be.a('number');
      return setTimeout(() => task({ didTimeout: true, timeRemaining: () => 0 })) as unknown as number;
    };
    (element.parentElement as HTMLElementTagNameMap['test-provider']).connection.queries[0]!.show(tickets(400));
    await allDrawn(element);
  });

  it('draws all rows again in another layout, those off screen too', async () => {
    const { element } = await longFeed(1000);
    await allDrawn(element);
    element.renderRow = (row) => `<${(row as unknown as AnyRow).id}>`;
    await until(() => parts(element, 'row').every((row) => row.textContent.includes(`<${row.dataset.key}>`)));
  });

  onlyWhere('window.find')('is searched whole by the browser', async () => {
    const { element } = await longFeed(10_000);
    await allDrawn(element);
    getSelection()!.removeAllRanges();
    const found = (globalThis as unknown as { find(text: string): boolean }).find('No. 9871.');
    expect(found).to.equal(true);
    await until(() => {
      const { top, bottom } = parts(element, 'row')[9871]!.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
  });

  it('keeps its length while it is scrolled through', async () => {
    const { element } = await longFeed(3000);
    await allDrawn(element);
    const list = part(element, 'list')!;
    const lengths: number[] = [];
    for (let position = 0; position < 1; position += 0.02) {
      document.documentElement.scrollTop = list.offsetHeight * position;
      await frame();
      await frame();
      lengths.push(list.offsetHeight);
    }
    const real = parts(element, 'row')[0]!.offsetHeight * 3000;
    expect(Math.max(...lengths) / Math.min(...lengths)).to.be.lessThan(1.01);
    expect(lengths[0]! / real).to.be.within(0.97, 1.03);
  });

  it('thinks rows never seen as high as the author says, where he does', async () => {
    const { element } = await mount('live-ticket-feed');
    element.style.setProperty('--live-row-size', '200px');
    (element.parentElement as HTMLElementTagNameMap['test-provider']).connection.queries[0]!.show(tickets(960));
    await element.updateComplete;
    for (let frames = 0; frames < 3; frames += 1) await frame();
    const last = part(element, 'list')!.lastElementChild as HTMLElement;
    expect(last.offsetHeight).to.equal(96 * 200);
  });
});
