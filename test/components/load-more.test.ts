/** More rows as the end of a list comes near: a page at a time, never by itself without end. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/ticket-feed/ticket-feed.ts';
import { assertSame, clearPage, frame, mount, part, parts, seen, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import type { ScriptedRows } from '../support/scripted-connection.ts';
import { sampleRow } from '../support/sample-rows.ts';

/** A table of so many rows, of which each call loads a page more; it comes when the test lets it. */
class Pages {
  readonly #rows: ScriptedRows;
  #open: (() => void) | undefined;
  fails = false;
  size = 10;

  constructor(rows: ScriptedRows, total: number) {
    this.#rows = rows;
    const load = (): Promise<void> => {
      rows.pages += 1;
      return new Promise<void>((resolve) => (this.#open = resolve)).then(() => this.#answer(total));
    };
    rows.loadMore = load;
    rows.refresh = () => {
      rows.refreshes += 1;
      return new Promise<void>((resolve) => (this.#open = resolve)).then(() => this.#answer(total));
    };
    rows.show(Array.from({ length: 20 }, (_, index) => sampleRow('tickets', `row-${index}`)));
    rows.hasMore = true;
    rows.become('live');
  }

  /** The page that was asked for comes. */
  come(): void {
    this.#open!();
    this.#open = undefined;
  }

  #answer(total: number): void {
    const rows = this.#rows;
    const { length } = rows.rows;
    if (this.fails) {
      rows.become('stale', { code: 'backend-unreachable', message: '', remedy: '', permanent: false });
      return;
    }
    for (let index = length; index < Math.min(total, length + this.size); index += 1) {
      rows.insert(sampleRow('tickets', `row-${index}`), null, null);
    }
    rows.hasMore = rows.rows.length < total;
    rows.become('live');
  }
}

/** Frames enough for an observer to have told, if there was anything to tell. */
async function settle(): Promise<void> {
  for (let frames = 0; frames < 5; frames += 1) await frame();
}

interface Scrolled extends Mounted<'live-ticket-feed'> {
  pages: Pages;
  scroller: HTMLElement;
  toEnd(): Promise<void>;
}

/** A list in a scrolling box, or in the page, whose first rows are far longer than what is seen of it. */
async function scrolled(attributes: string, inPage = false, total = 60): Promise<Scrolled> {
  const mounted = await mount('live-ticket-feed', attributes);
  const scroller = inPage ? document.documentElement : mounted.provider;
  Object.assign(mounted.provider.style, {
    display: 'block',
    ...(!inPage && { blockSize: '200px', overflowY: 'auto' }),
  });
  mounted.element.style.setProperty('--live-row-padding', '60px');
  const pages = new Pages(mounted.rows, total);
  await mounted.element.updateComplete;
  await settle();
  const toEnd = async (): Promise<void> => {
    scroller.scrollTop = scroller.scrollHeight;
    await settle();
  };
  return { ...mounted, pages, scroller, toEnd };
}

describe('load-more', () => {
  afterEach(() => {
    clearPage();
    document.documentElement.scrollTop = 0;
  });

  for (const inPage of [false, true]) {
    const where = inPage ? 'in the page' : 'in a scrolling box';
    it(`loads a page when the end comes near ${where}, and the next when it does again`, async () => {
      const { element, rows, pages, toEnd } = await scrolled('load-more="auto"', inPage);
      expect(rows.pages, 'far from the end').to.equal(0);
      await toEnd();
      await until(() => rows.pages === 1);
      expect(part(element, 'list')!.getAttribute('aria-busy')).to.equal('true');
      expect(seen(part(element, 'more'))).to.equal('Loading…');
      await toEnd();
      expect(rows.pages, 'one page at a time').to.equal(1);
      pages.come();
      await until(() => parts(element, 'row').length === 30);
      await element.updateComplete;
      expect(part(element, 'list')!.hasAttribute('aria-busy')).to.equal(false);
      await toEnd();
      await until(() => rows.pages === 2);
    });
  }

  it('loads before the end itself is seen, also in a scrolling box', async () => {
    const { rows, scroller } = await scrolled('load-more="auto"');
    scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - 400;
    await until(() => rows.pages === 1);
  });

  it('never goes on without being scrolled when a page shows nothing new', async () => {
    const { element, rows, pages, toEnd, scroller } = await scrolled('load-more="auto"', false, 20);
    rows.hasMore = true;
    await toEnd();
    await until(() => rows.pages === 1);
    // The rows stand, and so does the claim that there are more: the end stays near.
    const { become } = rows;
    rows.become = (...state) => {
      rows.hasMore = true;
      become.apply(rows, state);
    };
    pages.come();
    await until(() => seen(part(element, 'more')) !== 'Loading…');
    await settle();
    expect(rows.pages).to.equal(1);
    scroller.scrollTop -= 10;
    await settle();
    expect(rows.pages).to.equal(1);
  });

  it('waits for the reader to scroll when a page was too short to move the end away', async () => {
    const { element, rows, pages, toEnd, scroller } = await scrolled('load-more="auto"');
    pages.size = 1;
    await toEnd();
    await until(() => rows.pages === 1);
    pages.come();
    await until(() => parts(element, 'row').length === 21);
    await settle();
    expect(rows.pages).to.equal(1);
    scroller.scrollTop -= 10;
    await until(() => rows.pages === 2);
  });

  it('loads nothing by itself without auto', async () => {
    const { element, rows, pages, toEnd } = await scrolled('');
    await toEnd();
    expect(rows.pages).to.equal(0);
    part(element, 'more')!.click();
    part(element, 'more')!.click();
    expect(rows.pages).to.equal(1);
    pages.come();
    await until(() => parts(element, 'row').length === 30);
  });

  it('keeps the button for the keyboard', async () => {
    const { element, rows, pages } = await scrolled('load-more="auto"');
    part(element, 'more')!.focus();
    await until(() => rows.pages === 1);
    pages.come();
    await until(() => parts(element, 'row').length === 30);
    await settle();
    assertSame(element.shadowRoot!.activeElement, part(element, 'more'));
    await sendKeys({ press: 'Enter' });
    expect(rows.pages).to.equal(2);
  });

  it('says when more could not be had, and tries again when asked', async () => {
    const { element, rows, pages, toEnd } = await scrolled('load-more="auto"');
    pages.fails = true;
    await toEnd();
    await until(() => rows.pages === 1);
    pages.come();
    await until(() => seen(part(element, 'more')) === 'Could not load more. Try again');
    await toEnd();
    expect(rows.pages, 'after a failure a person decides').to.equal(1);
    pages.fails = false;
    part(element, 'more')!.click();
    expect(rows.refreshes, 'the page was asked for already').to.equal(1);
    pages.come();
    await until(() => parts(element, 'row').length === 30);
    await until(() => seen(part(element, 'more')) === 'Show more');
  });

  it('is itself again when the rows come without having been asked for', async () => {
    const { element, rows, pages, toEnd } = await scrolled('load-more="auto"');
    pages.fails = true;
    await toEnd();
    await until(() => rows.pages === 1);
    pages.come();
    await until(() => seen(part(element, 'more')) === 'Could not load more. Try again');
    rows.become('live');
    await until(() => seen(part(element, 'more')) === 'Show more');
  });

  it('rests while rows are searched, and stops with the list', async () => {
    const { element, rows, toEnd } = await scrolled('load-more="auto" searchable');
    (part(element, 'search') as HTMLInputElement).focus();
    await sendKeys({ type: 'nothing reads this' });
    await settle();
    expect(rows.pages).to.equal(0);
    await sendKeys({ press: 'Escape' });
    await toEnd();
    await until(() => rows.pages === 1);
  });
});
