/** The search box: what is typed searches the rows that are loaded, and goes on as they change. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../components/customer-list/customer-list.ts';
import '../../components/list/list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import { assertSame, clearPage, frame, mount, part, parts, seen, until } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import { RowChunks } from '../../components/shared/rows/row-chunks.ts';
import { RowSearch } from '../../components/shared/followers/row-search.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { englishReader } from '../support/reader.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import type { AnyRow } from '../support/scripted-connection.ts';

const names = ['Zoë Müller', 'Jürgen Groß', 'İpek Yılmaz', 'Anna Berg'];

async function mountNames(attributes = 'searchable'): Promise<Mounted<'live-customer-list'>> {
  const mounted = await mount('live-customer-list', attributes);
  mounted.rows.show(names.map((name, index) => sampleRow('customers', `row-${index}`, { name, email: '' })));
  await mounted.element.updateComplete;
  return mounted;
}

const box = (element: Element): HTMLInputElement => part(element, 'search') as HTMLInputElement;
const shownKeys = (element: Element): string[] =>
  parts(element, 'row')
    .filter((row) => row.checkVisibility())
    .map((row) => row.dataset.key!);

/** As a reader does, key by key. */
async function type(element: Element, text: string): Promise<void> {
  box(element).focus();
  box(element).select();
  await sendKeys({ type: text });
}

describe('searchable', () => {
  afterEach(clearPage);

  it('shows the rows that read every word, whatever the case and the accents', async () => {
    const { element } = await mountNames();
    for (const [query, found] of [
      ['zoe', ['row-0']],
      ['MULL zo', ['row-0']],
      ['gross', ['row-1']],
      ['IPEK yilmaz', ['row-2']],
      ['ber a', ['row-3']],
      ['active', ['row-0', 'row-1', 'row-2', 'row-3']],
    ] as const) {
      await type(element, query);
      expect(shownKeys(element), query).to.deep.equal(found);
    }
    expect(element.matches(':state(filtered)')).to.equal(true);
    expect(element.rows).to.have.length(4);
    await expect(element).to.be.accessible();
  });

  it('brings no row back that does not match and is drawn later, however it looks then', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'searchable');
    const many = sampleRows('tickets', 60).map((row, index) => ({
      ...row,
      subject: `Subject-${index}.`,
      priority: 'low',
    }));
    rows.show(many);
    await element.updateComplete;
    await type(element, 'Subject-7.');
    expect(shownKeys(element)).to.deep.equal(['row-7']);
    // More than are drawn at once.
    for (const { id } of many) rows.update(id, { priority: 'urgent' });
    await until(() => parts(element, 'row').every((row) => row.part.contains('priority-urgent')));
    expect(shownKeys(element)).to.deep.equal(['row-7']);
  });

  it('has no box, and filters nothing, without the attribute', async () => {
    const { element } = await mountNames('');
    expect(box(element)).to.equal(null);
    element.searchable = true;
    await element.updateComplete;
    await type(element, 'berg');
    expect(shownKeys(element)).to.deep.equal(['row-3']);
    element.searchable = false;
    await element.updateComplete;
    expect(shownKeys(element)).to.have.length(4);
    expect(element.matches(':state(filtered)')).to.equal(false);
  });

  it('finds numbers and dates as they are written', async () => {
    const { element, rows } = await mount('live-list', 'table="things" searchable lang="de" time-zone="UTC"');
    rows.show([
      { id: 'b3b8a8f0-0000-4000-8000-00000000abcd', amount: 1234.5, day: '2026-03-02' },
      { id: 'c', amount: 7, day: '2025-01-01' },
    ]);
    await element.updateComplete;
    const [first] = shownKeys(element);
    for (const query of ['1.234,5', '1234.5', '2026-03', '02.03.2026']) {
      await type(element, query);
      expect(shownKeys(element), query).to.deep.equal([first]);
    }
    await type(element, 'abcd');
    expect(shownKeys(element), 'a key is nothing one reads').to.deep.equal([]);
  });

  it('says what it did not find, and shows all again on Escape', async () => {
    const { element } = await mountNames();
    await type(element, 'nobody');
    await element.updateComplete;
    expect(seen(part(element, 'no-matches'))).to.equal('Nothing found for “nobody”.');
    expect(part(element, 'list')!.checkVisibility()).to.equal(false);
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(box(element).value).to.equal('');
    expect(seen(part(element, 'no-matches'))).to.equal('');
    expect(shownKeys(element)).to.have.length(4);
    expect(element.matches(':state(filtered)')).to.equal(false);
  });

  it('leaves Escape in an empty box to the page', async () => {
    const { element } = await mountNames();
    const left: boolean[] = [];
    const note = (event: KeyboardEvent): void => void left.push(!event.defaultPrevented);
    document.addEventListener('keydown', note);
    await type(element, 'x');
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', note);
    expect(left.slice(1)).to.deep.equal([false, true]);
  });

  it('tests rows as they come and change, and keeps what the reader is typing', async () => {
    const { element, rows } = await mountNames();
    await type(element, 'berg');
    const input = box(element);
    input.setSelectionRange(1, 3);
    rows.insert(sampleRow('customers', 'new', { name: 'Berger' }), 'row-0');
    rows.insert(sampleRow('customers', 'other', { name: 'Nobody' }), 'row-0');
    rows.update('row-0', { name: 'Zoë Bergmann' });
    rows.update('row-3', { name: 'Anna Tal' });
    await element.updateComplete;
    expect(shownKeys(element)).to.deep.equal(['new', 'row-0']);
    rows.remove('new');
    rows.remove('row-0');
    await element.updateComplete;
    expect(seen(part(element, 'no-matches'))).to.equal('Nothing found for “berg”.');
    rows.update('row-1', { name: 'Bergson' });
    await element.updateComplete;
    expect(shownKeys(element)).to.deep.equal(['row-1']);
    rows.show(sampleRows('customers', 3).concat(sampleRow('customers', 'b', { name: 'Bergen' })));
    await element.updateComplete;
    expect(shownKeys(element)).to.deep.equal(['b']);
    assertSame(element.shadowRoot!.activeElement, input);
    expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal(['berg', 1, 3]);
  });

  it('does not take a row away from under the focus', async () => {
    const { element, rows } = await mountNames();
    await type(element, 'berg');
    const row = parts(element, 'row')[3]!;
    row.tabIndex = 0;
    row.focus();
    rows.update('row-3', { name: 'Anna Tal' });
    expect(shownKeys(element)).to.deep.equal(['row-3']);
    assertSame(element.shadowRoot!.activeElement, row);
  });

  it('tells that there are more rows than those it searched', async () => {
    const { element, rows } = await mountNames();
    expect(seen(part(element, 'search-hint'))).to.equal('');
    rows.hasMore = true;
    rows.become('live');
    await type(element, 'berg');
    await element.updateComplete;
    expect(seen(part(element, 'search-hint'))).to.contain('There are more');
  });

  it('says how many match once typing rests', async () => {
    const { element, rows } = await mountNames();
    rows.remove('row-0');
    rows.remove('row-1');
    const clock = new ManualClock();
    element.clock = clock;
    const region = (): string => document.querySelector('[data-livetags-announcer]')?.textContent ?? '';
    await type(element, 'berg');
    clock.pass(900);
    await type(element, 'act');
    clock.pass(900);
    expect(clock.timers, 'typing has not rested yet').to.equal(1);
    expect(region()).not.to.contain('2 matches');
    clock.pass(100);
    expect(clock.timers).to.equal(0);
    await until(() => region().includes('2 matches'));
  });

  it('takes headings away whose rows are all hidden', async () => {
    const { element, rows } = await mountNames('searchable group-by="status"');
    rows.show([
      sampleRow('customers', 'a', { name: 'Berg', status: 'active' }),
      sampleRow('customers', 'b', { name: 'Tal', status: 'lead' }),
    ]);
    await element.updateComplete;
    const headings = (): string[] => parts(element, 'group').map(seen).filter(Boolean);
    expect(headings()).to.deep.equal(['Active', 'Lead']);
    await type(element, 'berg');
    expect(headings()).to.deep.equal(['Active']);
    rows.update('b', { name: 'Talberg' });
    expect(headings()).to.deep.equal(['Active', 'Lead']);
    rows.remove('a');
    expect(headings()).to.deep.equal(['Lead']);
  });

  it('lets no chunk off screen keep the room of rows that are hidden', async () => {
    const { element, rows } = await mount('live-customer-list', 'searchable');
    rows.show(Array.from({ length: 2000 }, (_, index) => sampleRow('customers', `r${index}`, { name: `No ${index}` })));
    await element.updateComplete;
    const height = part(element, 'list')!.getBoundingClientRect().height;
    await type(element, '1999');
    expect(shownKeys(element)).to.deep.equal(['r1999']);
    await until(() => part(element, 'list')!.getBoundingClientRect().height < height / 500);
    assertSame(
      element.shadowRoot!.elementFromPoint(...centre(parts(element, 'row')[1999]!))?.closest('[data-key]'),
      parts(element, 'row')[1999],
    );
  });

  it('gives chunks off screen the room of the rows that are left', async () => {
    const { element, rows } = await mount('live-customer-list', 'searchable');
    const name = (index: number): string => (index % 10 === 0 ? 'Tenth' : 'Other');
    rows.show(Array.from({ length: 960 }, (_, index) => sampleRow('customers', `r${index}`, { name: name(index) })));
    await element.updateComplete;
    // What was seen has a size that is remembered.
    for (const row of [200, 400, 600, 0]) {
      parts(element, 'row')[row]!.scrollIntoView();
      for (let frames = 0; frames < 3; frames += 1) await frame();
    }
    await type(element, 'tenth');
    const list = part(element, 'list')!;
    const height = parts(element, 'row')[10]!.getBoundingClientRect().height * 96;
    await until(() => Math.abs(list.getBoundingClientRect().height - height) < height / 4);
  });

  it('agrees after any patches with a search of all rows', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const next = seededRandom(seed);
    const pick = (length: number): number => Math.floor(next() * length);
    const chunks = new RowChunks<AnyRow>({
      draw: (row, element) => void (element.textContent = row.id),
      parts: () => '',
    });
    const search = new RowSearch<AnyRow>({ chunks, context: () => englishReader(0) });
    chunks.followers = [search];
    const rows: AnyRow[] = [];
    let query = '';
    for (let step = 0; step < 2000; step += 1) {
      const kind = next();
      const index = pick(rows.length + 1);
      const id = `k${step}`;
      const name = 'abc'[pick(3)]! + 'xyz'[pick(3)]!;
      if (kind < 0.4) {
        const row = { id, name };
        const before = rows[index]?.id ?? null;
        rows.splice(index, 0, row);
        chunks.apply([{ type: 'insert', key: id, row, before, change: null }], next() < 0.3);
      } else if (kind < 0.6 && rows[index]) {
        const row = (rows[index] = { ...rows[index], name });
        chunks.apply([{ type: 'update', key: row.id, row, changed: new Set(['name']), change: null }], false);
      } else if (kind < 0.75 && rows[index]) {
        const [row] = rows.splice(index, 1) as [AnyRow];
        chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
      } else if (kind < 0.9 && rows[index]) {
        const [row] = rows.splice(index, 1) as [AnyRow];
        const place = pick(rows.length + 1);
        const before = rows[place]?.id ?? null;
        rows.splice(place, 0, row);
        chunks.apply([{ type: 'move', key: row.id, row, before, change: null }], next() < 0.3);
      } else if (kind < 0.93) {
        chunks.release();
      } else {
        query = ['', 'a', 'X', 'b z'][pick(4)]!;
        search.use(query);
      }
      const words = query.toLowerCase().split(' ').filter(Boolean);
      const wanted = rows.filter(({ name: reads }) => words.every((word) => String(reads).includes(word)));
      const matching = [...chunks.element.querySelectorAll<HTMLElement>('[data-key]:not(.unmatched)')];
      expect(
        matching.map(({ dataset }) => dataset.key),
        `seed ${seed}, step ${step}`,
      ).to.deep.equal(wanted.map(({ id: key }) => key));
      if (search.active) expect(search.matches, `seed ${seed}, step ${step}`).to.equal(wanted.length);
    }
    console.log(`search seed ${seed}`);
  });
});

function centre(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
