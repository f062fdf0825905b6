/** New rows do not move what a reader is in the middle of; they wait to be asked for. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import '../../components/ticket-feed/ticket-feed.ts';
import { assertSame, clearPage, keys, mount, part, parts, seen, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

const shownKeys = (element: Element): string[] =>
  parts(element, 'row')
    .filter((row) => row.checkVisibility())
    .map((row) => row.dataset.key!);

async function scrolledFeed(): Promise<Mounted<'live-ticket-feed'> & { scroller: HTMLElement }> {
  const mounted = await mount('live-ticket-feed');
  const scroller = mounted.provider;
  Object.assign(scroller.style, { display: 'block', blockSize: '300px', overflowY: 'auto' });
  mounted.rows.show(sampleRows('tickets', 40));
  await mounted.element.updateComplete;
  return { ...mounted, scroller };
}

/** The observer behind it answers a frame or two later. */
async function scrollTo(scroller: HTMLElement, top: number): Promise<void> {
  const settled = new Promise((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));
  scroller.scrollTop = top;
  await settled;
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
}

describe('rows above a reader', () => {
  afterEach(clearPage);

  it('come in at once while the head is in view', async () => {
    const { element, rows } = await scrolledFeed();
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    expect(shownKeys(element)[0]).to.equal('new');
    expect(element.matches(':state(has-new)')).to.equal(false);
  });

  it('wait behind a count for one who has scrolled, and come when asked for', async () => {
    const { element, rows, scroller } = await scrolledFeed();
    await scrollTo(scroller, 600);
    const anchor = parts(element, 'row')[12]!;
    const before = anchor.getBoundingClientRect().top;
    rows.insert(sampleRow('tickets', 'new-1'), 'row-0');
    rows.insert(sampleRow('tickets', 'new-2'), 'new-1');
    rows.insert(sampleRow('tickets', 'new-3'), 'new-1');
    await element.updateComplete;
    expect(seen(part(element, 'new-rows'))).to.equal('3 new');
    expect(element.matches(':state(has-new)')).to.equal(true);
    // The first row that waits makes a line above the one that was first; WebKit, which anchors no scrolling, shows it.
    expect(anchor.getBoundingClientRect().top).to.be.closeTo(before, 'overflowAnchor' in document.body.style ? 0 : 1);
    expect(shownKeys(element)[0]).to.equal('row-0');
    expect(element.rows[0]!.id).to.equal('row-0');
    rows.remove('new-3');
    await element.updateComplete;
    expect(seen(part(element, 'new-rows'))).to.equal('2 new');
    part(element, 'new-rows')!.click();
    await element.updateComplete;
    expect(shownKeys(element).slice(0, 3)).to.deep.equal(['new-2', 'new-1', 'row-0']);
    expect(element.rows[0]!.id).to.equal('new-2');
    expect(part(element, 'new-rows')!.checkVisibility()).to.equal(false);
    expect(element.matches(':state(has-new)')).to.equal(false);
    await until(() => scroller.scrollTop < 10);
  });

  it('come by themselves when the reader is back at the head', async () => {
    const { element, rows, scroller } = await scrolledFeed();
    await scrollTo(scroller, 600);
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    expect(shownKeys(element)[0]).to.equal('row-0');
    await scrollTo(scroller, 0);
    await until(() => shownKeys(element)[0] === 'new');
  });

  it('wait while a pointer rests on the list', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 3));
    await element.updateComplete;
    const { left, top } = parts(element, 'row')[1]!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 10)] });
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    expect(shownKeys(element)).to.deep.equal(['row-0', 'row-1', 'row-2']);
    await sendMouse({ type: 'move', position: [5, 590] });
    await until(() => shownKeys(element)[0] === 'new');
  });

  it('are those at the head only: others keep their place', async () => {
    const { element, rows, scroller } = await scrolledFeed();
    await scrollTo(scroller, 600);
    rows.insert(sampleRow('tickets', 'middle'), 'row-20');
    rows.insert(sampleRow('tickets', 'end'), null);
    expect(shownKeys(element)[20]).to.equal('middle');
    expect(shownKeys(element).at(-1)).to.equal('end');
    expect(keys(element)).to.have.length(42);
  });

  it('give focus to a neighbour when the focused row goes', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 3));
    await element.updateComplete;
    const row = parts(element, 'row')[1]!;
    row.tabIndex = 0;
    row.focus();
    rows.remove('row-1');
    assertSame(element.shadowRoot!.activeElement, parts(element, 'row')[1]);
  });
});
