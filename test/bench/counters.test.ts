/**
 * What a change costs, in counts that chance has no part in: as many mutations of the DOM as by hand, one row rendered,
 * no search of the page, and a search for its place that grows with the logarithm of the list alone.
 */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import { LiveTicketFeed } from '../../components/ticket-feed/ticket-feed.element.ts';
import type { TestProvider } from '../support/test-provider.ts';
import { allDrawn, clearPage, frame, put, until } from '../support/page.ts';
import { ScriptedConnection } from '../support/scripted-connection.ts';
import { vanilla } from './contenders/vanilla.ts';
import { countedStore, payloadOf } from './counted-store.ts';
import type { CountedStore } from './counted-store.ts';
import type { ChangePayload } from './page/contender.ts';
import { Model } from './page/model.ts';
import type { Change } from './page/model.ts';

const seed = 7;

interface Mutations {
  text: number;
  attributes: number;
  added: number;
  removed: number;
}

type Tally = Record<Change['type'], Mutations>;

function newTally(): Tally {
  const none = (): Mutations => ({ text: 0, attributes: 0, added: 0, removed: 0 });
  return { INSERT: none(), UPDATE: none(), DELETE: none() };
}

function count(records: readonly MutationRecord[], into: Mutations): void {
  for (const { type, target, addedNodes, removedNodes } of records) {
    // A chunk tells CSS its size once in sixteen rows that come or go.
    if (type === 'attributes' && (target as Element).className === 'chunk') continue;
    if (type === 'attributes') into.attributes += 1;
    else if (type === 'characterData') into.text += 1;
    into.added += addedNodes.length;
    into.removed += removedNodes.length;
  }
}

/** Few enough that all are drawn at once, and none in the next frame. */
const atOnce = 24;

async function tally(root: Node, changes: readonly Change[], play: (change: Change) => void): Promise<Tally> {
  const tallied = newTally();
  const observer = new MutationObserver(() => undefined);
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  for (const [place, change] of changes.entries()) {
    if (place % atOnce === 0) await frame();
    play(change);
    count(observer.takeRecords(), tallied[change.type]);
  }
  await frame();
  expect(observer.takeRecords().length, 'mutations in a later frame').to.equal(0);
  observer.disconnect();
  return tallied;
}

function shown(root: ParentNode): string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-key]')].map((row) =>
    [row.dataset.key, row.getAttribute('part'), row.ariaLabel, row.textContent.replaceAll(/\s+/g, '')].join('|'),
  );
}

async function feedOf(store: CountedStore): Promise<LiveTicketFeed> {
  const provider = put<TestProvider>('<test-provider></test-provider>');
  const connection = new ScriptedConnection();
  connection.query = () => store.query as never;
  provider.context.setValue(connection);
  const feed = document.createElement('live-ticket-feed');
  feed.lang = 'en';
  provider.append(feed);
  await until(() => feed.rows.length > 0);
  await allDrawn(feed);
  return feed;
}

async function byHand(model: Model): Promise<{ root: Node & ParentNode; change: (payload: ChangePayload) => void }> {
  let change: (payload: ChangePayload) => void = () => undefined;
  const place = put('<div></div>');
  const { root } = await vanilla({
    place,
    limit: model.rows.length,
    lists: 1,
    read: () => Promise.resolve([...model.rows]),
    follow: (listener) => (change = listener),
  });
  return { root, change };
}

describe('a change costs', () => {
  afterEach(clearPage);

  for (const rows of [100, 1_000]) {
    it(`as many mutations as by hand, in a list of ${rows}`, async () => {
      const model = new Model(rows, seed);
      const hand = await byHand(model);
      const store = await countedStore(model);
      const feed = await feedOf(store);
      const changes = Array.from({ length: 10 * atOnce }, () => model.next('uniform'));
      const expected = await tally(hand.root, changes, (change) => hand.change(payloadOf(change)));
      const found = await tally(feed.shadowRoot!, changes, (change) => store.change(change));
      expect(found).to.deep.equal(expected);
      expect(expected.UPDATE.text).to.be.greaterThan(100);
      expect(shown(feed.shadowRoot!)).to.deep.equal(shown(hand.root));
    });
  }

  it('one rendering of its row, none of the frame, and no search of the page', async () => {
    const model = new Model(200, seed);
    const store = await countedStore(model);
    const feed = await feedOf(store);
    const prototype = LiveTicketFeed.prototype as unknown as Record<'row' | 'render', (...values: never[]) => unknown>;
    const { row, render } = prototype;
    const counted = { rows: 0, frames: 0, searches: 0 };
    const { querySelectorAll } = Element.prototype;
    prototype.row = function (this: unknown, ...values) {
      counted.rows += 1;
      return row.apply(this, values);
    };
    prototype.render = function (this: unknown, ...values) {
      counted.frames += 1;
      return render.apply(this, values);
    };
    try {
      for (let place = 0; place < 10 * atOnce; place += 1) {
        if (place % atOnce === 0) await frame();
        const change = model.next('uniform');
        counted.rows = counted.searches = 0;
        Element.prototype.querySelectorAll = function (this: Element, selectors: string) {
          counted.searches += 1;
          return querySelectorAll.call(this, selectors);
        };
        store.change(change);
        Element.prototype.querySelectorAll = querySelectorAll;
        expect(counted.rows, change.type).to.equal(change.type === 'DELETE' ? 0 : 1);
        expect(counted.searches, change.type).to.equal(0);
      }
      await feed.updateComplete;
      expect(counted.frames).to.equal(0);
    } finally {
      Object.assign(prototype, { row, render });
      Element.prototype.querySelectorAll = querySelectorAll;
    }
  });

  it('a search for its place by halves, and a look at those rows alone, whatever the length', async () => {
    for (const rows of [100, 10_000]) {
      const model = new Model(rows, seed);
      const store = await countedStore(model);
      const most = Math.ceil(Math.log2(rows + 1));
      for (let place = 0; place < 300; place += 1) {
        const before = model.rows.length;
        const change = model.next('uniform');
        const { compared, looked } = store.change(change);
        expect(compared, `${change.type} among ${before}`).to.be.at.most(most);
        expect(looked, `${change.type} among ${before}`).to.be.at.most(most + 1);
      }
      expect(store.query.rows.map(({ id }) => id).join()).to.equal(model.rows.map(({ id }) => id).join());
    }
  });
});
