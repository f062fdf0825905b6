/** Chunks split and merge as rows come and go; order, keys and elements never suffer from it. */
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { RowChunks } from '../../components/shared/rows/row-chunks.ts';
import { assertSame } from '../support/page.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import type { Patch } from '../../src/sync/patch.ts';

interface NumberedRow {
  readonly id: string;
  readonly value: number;
}

const chunksOf = (chunks: RowChunks<NumberedRow>): HTMLElement[] => [...chunks.element.children] as HTMLElement[];
const sizesOf = (chunks: RowChunks<NumberedRow>): number[] => chunksOf(chunks).map(({ children }) => children.length);
const keysOf = (chunks: RowChunks<NumberedRow>): string[] =>
  chunksOf(chunks).flatMap(({ children }) => Array.from(children, (row) => (row as HTMLElement).dataset.key!));

function newChunks(): RowChunks<NumberedRow> {
  const chunks = new RowChunks<NumberedRow>({ draw: (row, element) => render(row.value, element), parts: () => '' });
  document.body.append(chunks.element);
  return chunks;
}

function numbered(count: number): NumberedRow[] {
  return Array.from({ length: count }, (_, value) => ({ id: `row-${value}`, value }));
}

const reset = (rows: readonly NumberedRow[]): Patch<NumberedRow> => ({
  type: 'reset',
  rows: rows.map((row) => ({ key: row.id, row })),
});

describe('chunks of rows', () => {
  let chunks: RowChunks<NumberedRow>;
  beforeEach(() => (chunks = newChunks()));
  afterEach(() => chunks.element.remove());

  it('contain no short list', () => {
    chunks.apply([reset(numbered(100))], false);
    expect(sizesOf(chunks)).to.deep.equal([100]);
    expect(chunks.element.classList.contains('contained')).to.equal(false);
  });

  it('divide a long list into 64 to 128 rows each, and tell CSS their sizes', () => {
    chunks.apply([reset(numbered(960))], false);
    expect(sizesOf(chunks)).to.deep.equal(Array.from({ length: 10 }, () => 96));
    expect(chunks.element.classList.contains('contained')).to.equal(true);
    expect(chunksOf(chunks)[3]!.style.getPropertyValue('--_rows')).to.equal('96');
  });

  it('split when one grows beyond 128', () => {
    chunks.apply([reset(numbered(100))], false);
    for (let count = 0; count < 60; count += 1) {
      const row = { id: `new-${count}`, value: count };
      chunks.apply([{ type: 'insert', key: row.id, row, before: 'row-50', change: null }], false);
    }
    expect(Math.max(...sizesOf(chunks))).to.be.at.most(128);
    expect(chunks.layout.chunkCount).to.equal(2);
    expect(keysOf(chunks)[50]).to.equal('new-0');
    expect(keysOf(chunks)).to.have.length(160);
  });

  it('merge when one shrinks, and go when one is empty', () => {
    const rows = numbered(288);
    chunks.apply([reset(rows)], false);
    expect(chunks.layout.chunkCount).to.equal(3);
    for (const row of rows.slice(96, 190)) {
      chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
    }
    expect(chunks.layout.chunkCount).to.equal(3);
    for (const row of rows.slice(0, 40)) {
      chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
    }
    const left = [...rows.slice(40, 96), ...rows.slice(190)].map(({ id }) => id);
    for (const row of rows.slice(190, 192)) {
      chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
    }
    expect(keysOf(chunks)).to.deep.equal(left.filter((id) => id !== 'row-190' && id !== 'row-191'));
    expect(Math.min(...sizesOf(chunks))).to.be.above(0);
    for (const key of keysOf(chunks)) chunks.apply([{ type: 'remove', key, row: rows[0]!, change: null }], false);
    expect(chunks.layout.chunkCount).to.equal(0);
    expect(chunks.size).to.equal(0);
  });

  it('hold the same rows in the same order as a plain array, through thousands of random patches', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const next = seededRandom(seed);
    const pick = (length: number): number => Math.floor(next() * length);
    let rows = numbered(300);
    let made = rows.length;
    chunks.apply([reset(rows)], false);
    const elements = new Map<string, Element>();
    const note = (): void => chunksOf(chunks).forEach(({ children }) => remember(elements, children));
    note();
    for (let step = 0; step < 4000; step += 1) {
      // Long runs of growing and shrinking, so that splits and merges both come.
      const growing = Math.floor(step / 700) % 2 === 0;
      const kind = next();
      if (kind < 0.4 && rows.length > 1) {
        const [row] = rows.splice(pick(rows.length), 1) as [NumberedRow];
        const index = pick(rows.length + 1);
        const before = rows[index]?.id ?? null;
        rows = rows.toSpliced(index, 0, row);
        chunks.apply([{ type: 'move', key: row.id, row, before, change: null }], false);
      } else if (growing ? kind < 0.85 : kind < 0.55) {
        const row = { id: `row-${made}`, value: made };
        made += 1;
        const index = pick(rows.length + 1);
        const before = rows[index]?.id ?? null;
        rows = rows.toSpliced(index, 0, row);
        chunks.apply([{ type: 'insert', key: row.id, row, before, change: null }], false);
      } else if (rows.length > 0) {
        const [row] = rows.splice(pick(rows.length), 1) as [NumberedRow];
        chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
      }
      if (step % 100 === 0) note();
    }
    const expected = rows.map(({ id }) => id);
    expect(keysOf(chunks), `seed ${seed}`).to.deep.equal(expected);
    expect(Math.max(...sizesOf(chunks)), `seed ${seed}`).to.be.at.most(128);
    expect(
      chunks.shownRows().map(({ id }) => id),
      `seed ${seed}`,
    ).to.deep.equal(expected);
    note();
    for (const row of rows) chunks.apply([{ type: 'remove', key: row.id, row, change: null }], false);
    expect(chunks.layout.chunkCount, `seed ${seed}`).to.equal(0);
    console.log(`chunk-layout seed ${seed}`);
  });
});

/** A key keeps its element as long as it lives. */
function remember(elements: Map<string, Element>, rows: HTMLCollection): void {
  for (const row of rows) {
    const key = (row as HTMLElement).dataset.key!;
    assertSame(elements.get(key) ?? row, row);
    elements.set(key, row);
  }
}
