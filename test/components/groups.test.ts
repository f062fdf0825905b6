/** Headings above runs of rows with the same value: right after every patch, whatever it was. */
import { expect } from '@open-wc/testing';
import '../../components/customer-list/customer-list.ts';
import '../../components/list/list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import { RowChunks } from '../../components/shared/rows/row-chunks.ts';
import { GroupHeadings } from '../../components/shared/followers/group-headings.ts';
import type { AnyRow } from '../support/scripted-connection.ts';
import { clearPage, mount, parts, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import { seededRandom } from '../support/virtual-clock.ts';

/** What a reader sees of a list: headings in brackets, rows by their key. */
function outline(list: ParentNode): string[] {
  return [...list.querySelectorAll<HTMLElement>("[part='group'], [data-key]")]
    .filter((element) => element.checkVisibility({ contentVisibilityAuto: false }))
    .map((element) => element.dataset.key ?? `[${element.textContent}]`);
}

/** The same, made from scratch. */
function expected(rows: readonly AnyRow[], label = (row: AnyRow): string => String(row.status)): string[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    return before && label(before) === label(row) ? [row.id] : [`[${label(row)}]`, row.id];
  });
}

const ticket = (id: string, status: string | null): AnyRow => sampleRow('tickets', id, { status });
const shown = (element: Element): string[] => outline(element.shadowRoot!);

describe('group-by', () => {
  afterEach(clearPage);

  it('puts a heading above each run of rows with the same value', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'group-by="status"');
    rows.show([ticket('a', 'open'), ticket('b', 'open'), ticket('c', 'in_progress'), ticket('d', null)]);
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['[Open]', 'a', 'b', '[In progress]', 'c', '[None]', 'd']);
    const heading = parts(element, 'group')[0]!;
    expect(heading.querySelector('[role=heading]')!.textContent).to.equal('Open');
    expect(element.rows.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c', 'd']);
    await expect(element).to.be.accessible();
  });

  it('says a value as the rows under it do: in words where they do, and elsewhere as it is written', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'group-by="status"');
    rows.show(['On-Hold', 'wait for us', 'p1'].map((status, index) => ticket(`row-${index}`, status)));
    element.words = { values: { 'On-Hold': 'Resting', open: 'To do' } };
    await element.updateComplete;
    const badges = parts(element, 'status').map((badge) => badge.textContent.trim());
    expect(parts(element, 'group').map((group) => group.textContent)).to.deep.equal(badges);
    expect(badges).to.deep.equal(['Resting', 'Wait for us', 'P1']);
    const customers = await mount('live-customer-list', 'group-by="owner"');
    customers.rows.show([sampleRow('customers', 'a', { owner: 'grace' })]);
    await customers.element.updateComplete;
    expect(parts(customers.element, 'group').map((group) => group.textContent)).to.deep.equal(['grace']);
    const any = await mount('live-list', 'table="things" group-by="state"');
    any.element.words = { values: { 'A-1': 'First' } };
    await any.element.updateComplete;
    any.rows.show(['A-1', 'on_hold', 'Free text'].map((state, index) => ({ id: `row-${index}`, state })));
    await any.element.updateComplete;
    expect(parts(any.element, 'group').map((group) => group.textContent)).to.deep.equal([
      'First',
      'On hold',
      'Free text',
    ]);
  });

  it('asks for rows in the order of the groups', async () => {
    const { rows } = await mount('live-ticket-feed', 'group-by="status" order="number.asc"');
    expect(rows.spec).to.include({ groupBy: 'status', order: 'number.asc' });
  });

  it('reads days for points in time, in the words of the page', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'group-by="created_at" lang="en-GB" time-zone="UTC"');
    rows.show([
      sampleRow('tickets', 'a', { created_at: '2026-11-02T23:00:00Z' }),
      sampleRow('tickets', 'b', { created_at: '2026-11-02T01:00:00Z' }),
      sampleRow('tickets', 'c', { created_at: '2026-11-01T23:59:59Z' }),
    ]);
    await element.updateComplete;
    const [monday, sunday] = [2, 1].map((day) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
        new Date(Date.UTC(2026, 10, day)),
      ),
    );
    expect(shown(element)).to.deep.equal([`[${monday}]`, 'a', 'b', `[${sunday}]`, 'c']);
  });

  it('follows rows that come, change their group and go', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'group-by="status"');
    rows.show([ticket('a', 'open'), ticket('b', 'pending')]);
    await element.updateComplete;
    rows.insert(ticket('c', 'closed'), 'a');
    expect(shown(element)).to.deep.equal(['[Closed]', 'c', '[Open]', 'a', '[Pending]', 'b']);
    rows.updateAndMove('c', { status: 'pending' }, null);
    expect(shown(element)).to.deep.equal(['[Open]', 'a', '[Pending]', 'b', 'c']);
    rows.remove('a');
    expect(shown(element)).to.deep.equal(['[Pending]', 'b', 'c']);
    rows.update('b', { subject: 'Other' });
    expect(shown(element)).to.deep.equal(['[Pending]', 'b', 'c']);
    rows.remove('b');
    rows.remove('c');
    expect(shown(element)).to.deep.equal([]);
  });

  it('comes, goes and changes with the attribute', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show([ticket('a', 'open'), ticket('b', 'pending')]);
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['a', 'b']);
    element.groupBy = 'status';
    await element.updateComplete;
    const again = (element.parentElement as HTMLElementTagNameMap['test-provider']).connection.queries.at(-1)!;
    again.show([ticket('a', 'open'), ticket('b', 'pending')]);
    await element.updateComplete;
    expect(shown(element)).to.deep.equal(['[Open]', 'a', '[Pending]', 'b']);
    element.removeAttribute('group-by');
    element.groupBy = '';
    await element.updateComplete;
    expect(parts(element, 'group')).to.have.length(0);
  });

  it('says once which fields there are when it names none of them', async () => {
    const { element, rows } = await mount('live-list', 'table="things" group-by="colour"');
    const problems: string[] = [];
    element.addEventListener('live-error', (event) => problems.push((event as CustomEvent).detail.remedy));
    rows.show([{ id: 'a', name: 'A' }]);
    rows.insert({ id: 'b', name: 'B' }, null);
    await element.updateComplete;
    expect(problems).to.deep.equal(['Fields there are: id, name.']);
    expect(shown(element)).to.deep.equal(['a', 'b']);
  });

  it('shows the rows all the same when the table has no such column', async () => {
    const { element, rows, provider } = await mount('live-list', 'table="things" group-by="colour"');
    const codes: string[] = [];
    element.addEventListener('live-error', (event) => codes.push((event as CustomEvent).detail.code));
    const message = '"public"."things" has not the column "colour".';
    rows.become('error', { code: 'unknown-column', message, remedy: '', permanent: true });
    await until(() => provider.connection.queries.length === 2);
    const again = provider.connection.queries[1]!;
    expect(again.spec.groupBy).to.equal(undefined);
    again.show([{ id: 'a', name: 'A' }]);
    await element.updateComplete;
    expect(codes).to.deep.equal(['unknown-field']);
    expect(shown(element)).to.deep.equal(['a']);
    expect(element.status).to.equal('live');
  });

  it('shows no heading above rows that wait', async () => {
    const { element, rows, provider } = await mount('live-ticket-feed', 'group-by="status"');
    Object.assign(provider.style, { display: 'block', blockSize: '300px', overflowY: 'auto' });
    rows.show(Array.from({ length: 40 }, (_, index) => ticket(`row-${index}`, 'open')));
    await element.updateComplete;
    provider.scrollTop = 600;
    await until(() => provider.scrollTop === 600);
    await until(() => {
      rows.insert(ticket('new', 'closed'), 'row-0');
      if (element.matches(':state(has-new)')) return true;
      rows.remove('new');
      return false;
    });
    expect(shown(element).slice(0, 2)).to.deep.equal(['[Open]', 'row-0']);
    element.showNew();
    expect(shown(element).slice(0, 4)).to.deep.equal(['[Closed]', 'new', '[Open]', 'row-0']);
  });

  it('holds after any patches, as headings made from scratch do', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const next = seededRandom(seed);
    const pick = (length: number): number => Math.floor(next() * length);
    const chunks = new RowChunks<AnyRow>({ draw: (row, place) => (place.textContent = row.id), parts: () => '' });
    document.body.append(chunks.element);
    const headings = new GroupHeadings<AnyRow>(chunks, (row) => String(row.status));
    chunks.followers = [headings];
    let made = 0;
    const newRow = (): AnyRow => ({ id: `row-${(made += 1)}`, status: 'abcdef'[pick(6)]! });
    let rows = Array.from({ length: 250 }, newRow).sort((a, b) => String(a.status).localeCompare(String(b.status)));
    const reset = (): void => chunks.apply([{ type: 'reset', rows: rows.map((row) => ({ key: row.id, row })) }], false);
    reset();
    for (let step = 0; step < 3000; step += 1) {
      const kind = next();
      const index = pick(rows.length + 1);
      const before = rows[index]?.id ?? null;
      const hold = next() < 0.2;
      if (kind < 0.3) {
        const row = newRow();
        rows.splice(index, 0, row);
        chunks.apply([{ type: 'insert', key: row.id, row, before, change: null }], hold);
      } else if (kind < 0.6 && rows.length > 0) {
        const [row] = rows.splice(pick(rows.length), 1);
        chunks.apply([{ type: 'remove', key: row!.id, row: row!, change: null }], hold);
      } else if (kind < 0.8 && rows.length > 0) {
        const [row] = rows.splice(pick(rows.length), 1);
        const place = pick(rows.length + 1);
        const follower = rows[place]?.id ?? null;
        rows.splice(place, 0, row!);
        chunks.apply([{ type: 'move', key: row!.id, row: row!, before: follower, change: null }], hold);
      } else if (kind < 0.995 && rows.length > 0) {
        const place = pick(rows.length);
        const row = { ...rows[place]!, status: 'abcdef'[pick(6)]! };
        rows[place] = row;
        chunks.apply([{ type: 'update', key: row.id, row, changed: new Set(['status']), change: null }], hold);
      } else if (next() < 0.5) {
        chunks.release();
      } else {
        rows = rows.slice(pick(rows.length)).concat(Array.from({ length: 60 }, newRow));
        reset();
      }
      const inOrder = [...chunks.element.querySelectorAll<HTMLElement>('.chunk > *')];
      expect(
        inOrder.map((element) => element.dataset.key ?? `[${element.textContent}]`),
        `seed ${seed}, step ${step}`,
      ).to.deep.equal(expected(rows));
      expect(misplaced(inOrder), `seed ${seed}, step ${step}`).to.deep.equal([]);
    }
    console.log(`group headings seed ${seed}`);
    chunks.element.remove();
  }).timeout(60_000);
});

/** A heading is hidden exactly when every row that reads as it does is. */
function misplaced(inOrder: readonly HTMLElement[]): string[] {
  const seen = new Set<string>();
  let label = '';
  for (const element of inOrder) {
    if (element.dataset.key === undefined) label = element.textContent;
    else if (!element.hidden) seen.add(label);
  }
  return inOrder
    .filter((element) => element.dataset.key === undefined && element.hidden === seen.has(element.textContent))
    .map((heading) => heading.textContent);
}
