/** Thousands of changes at once: the page keeps its turns, and what the list says of itself is true all the while. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import { clearPage, frame, keys, mount, parts, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

type Feed = Mounted<'live-ticket-feed'>;

async function feed(count: number): Promise<Feed> {
  const mounted = await mount('live-ticket-feed');
  mounted.rows.show(sampleRows('tickets', count));
  await mounted.element.updateComplete;
  // A frame of its own: what was drawn before is not of the burst.
  await frame();
  await frame();
  return mounted;
}

/** Rows that come, change, move and go, all in this task. */
function burst({ rows }: Feed, count: number): void {
  for (let step = 0; step < count; step += 1) {
    const { length } = rows.rows;
    const { id } = rows.rows[(step * 7) % length]!;
    const kind = step % 5;
    if (kind === 0) rows.insert(sampleRow('tickets', `new-${step}`, { subject: `New ${step}` }), id);
    else if (kind === 1) rows.remove(id);
    else if (kind === 2) rows.move(id, rows.rows.find((row) => row.id !== id)!.id);
    else rows.update(id, { subject: `Changed ${step}` });
  }
}

const subjects = (element: Element): string[] => parts(element, 'field-subject').map(({ textContent }) => textContent);

describe('a burst of changes', () => {
  afterEach(clearPage);

  it('leaves the page its turns, and ends with every row drawn', async () => {
    const list = await feed(300);
    const { element, rows } = list;
    burst(list, 3_000);
    const settled = (): boolean => (element.rows as unknown) === rows.rows;
    expect(settled(), 'drawn in the task of the burst').to.equal(false);
    let frames = 0;
    while (!settled()) {
      await frame();
      frames += 1;
    }
    expect(frames).to.be.greaterThan(2);
    expect(keys(element)).to.deep.equal(rows.rows.map(({ id }) => id));
    await until(() => subjects(element).join() === rows.rows.map(({ subject }) => subject).join());
  });

  it('never lets rows and page differ', async () => {
    const list = await feed(300);
    const { element, rows } = list;
    let looks = 0;
    const look = (): void => {
      looks += 1;
      expect(element.rows.map(({ id }) => id).join()).to.equal(keys(element).join());
    };
    for (const type of ['live-insert', 'live-delete'] as const) {
      element.addEventListener(type, () => void (looks % 20 === 0 ? look() : (looks += 1)));
    }
    burst(list, 2_000);
    look();
    while ((element.rows as unknown) !== rows.rows) {
      await frame();
      look();
    }
    expect(looks).to.be.greaterThan(700);
  });

  it('tells of every change once and in order, each when its row is drawn, and of the read when all are', async () => {
    const list = await feed(10);
    const { element, rows } = list;
    const told: string[] = [];
    element.addEventListener('live-insert', ({ detail }) => {
      const { id } = detail.row as unknown as { id: string };
      expect(element.shadowRoot!.querySelector(`[data-key='${id}']`), id).not.to.equal(null);
      told.push(id);
    });
    let drawnWhenSynced = 0;
    element.addEventListener('live-synced', () => (drawnWhenSynced = element.rows.length));
    const before = new Date(1_000);
    rows.synced(before, 0);
    for (let step = 0; step < 1_000; step += 1) rows.insert(sampleRow('tickets', `new-${step}`), 'row-0');
    const after = new Date(2_000);
    rows.synced(after, 3);
    expect(element.verifiedAt, 'verified before it was drawn').to.equal(before);
    await until(() => element.verifiedAt === after);
    expect(drawnWhenSynced).to.equal(1_010);
    expect(told).to.deep.equal(Array.from({ length: 1_000 }, (_, step) => `new-${step}`));
  });

  it('ends where all rows are other ones: none of those before is drawn after that', async () => {
    const list = await feed(10);
    const { element, rows } = list;
    for (let step = 0; step < 1_000; step += 1) rows.insert(sampleRow('tickets', `old-${step}`), null);
    rows.show([sampleRow('tickets', 'other')]);
    expect(keys(element)).to.deep.equal(['other']);
    await frame();
    await frame();
    await frame();
    expect(keys(element)).to.deep.equal(['other']);
    expect(element.rows).to.equal(rows.rows);
  });

  it('stops where the list is paused, and is made good when it goes on', async () => {
    const list = await feed(10);
    const { element, rows } = list;
    for (let step = 0; step < 2_000; step += 1) rows.insert(sampleRow('tickets', `new-${step}`), null);
    element.paused = true;
    await element.updateComplete;
    const paused = keys(element);
    expect(paused.length).to.be.lessThan(2_000);
    await frame();
    await frame();
    await frame();
    expect(keys(element)).to.deep.equal(paused);
    expect(element.rows.map(({ id }) => id)).to.deep.equal(paused);
    element.paused = false;
    await until(() => element.rows.length === 2_010);
    expect(keys(element)).to.deep.equal(rows.rows.map(({ id }) => id));
  });

  it('comes in one piece where nobody sees the page', async () => {
    const list = await feed(10);
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    try {
      for (let step = 0; step < 1_000; step += 1) list.rows.insert(sampleRow('tickets', `new-${step}`), null);
      expect(keys(list.element)).to.have.length(1_010);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
});
