/** A change draws the cells of its columns, and every cell that hangs on them: the row reads as if it were drawn anew. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { clearPage, frame, mount, part, seen } from '../support/page.ts';
import type { AnyRow } from '../support/scripted-connection.ts';
import { sampleRow } from '../support/sample-rows.ts';

const lists = [
  ['live-product-list', 'products'],
  ['live-customer-list', 'customers'],
  ['live-acquisition-list', 'acquisitions'],
  ['live-interaction-list', 'interactions'],
  ['live-ticket-feed', 'tickets'],
  ['live-comment-thread', 'comments'],
  ['live-attachment-list', 'attachments'],
] as const;

/** What may come in a column's place: nothing, a word, a number, a point in time, an address, a value of a short list. */
const others = [null, '', 'other', 0, 7, true, '2026-10-01T10:00:00.000Z', 'https://files.example/other.png', 'closed'];

/** The row's elements, attributes and texts. Whether a picture has come yet is no matter of the cells. */
function read(row: HTMLElement): string {
  const { part } = row.attributes as NamedNodeMap & { readonly part: Attr };
  return [part.value, ...[...row.children].map(readElement)].join('\n');
}

function readElement(element: Element): string {
  const attributes = [...element.attributes].filter(({ name }) => element.localName !== 'img' || name !== 'hidden');
  const said = attributes.map(({ name, value }) => `${name}=${value}`).toSorted();
  const children = [...element.childNodes].map((child) =>
    child instanceof Element ? readElement(child) : child instanceof Text ? child.data.trim() : '',
  );
  return `${element.localName} ${said.join(' ')} [${children.filter(Boolean).join(', ')}]`;
}

describe('the cells of a row', () => {
  afterEach(clearPage);

  for (const [tag, table] of lists) {
    it(`${tag}: each column changed alone, and back`, async () => {
      const sample = sampleRow(table, 'row');
      const attributes = `lang="en" ${table === 'comments' || table === 'attachments' ? 'ticket-id="t1"' : ''}`;
      const changed = await mount(tag, attributes);
      const anew = await mount(tag, attributes);
      changed.rows.show([sample]);
      let updates = 0;
      for (const column of Object.keys(sample)) {
        if (column === 'id') continue;
        for (const value of others) {
          for (const row of [{ ...sample, [column]: value }, sample] as AnyRow[]) {
            changed.rows.update('row', { [column]: row[column] });
            anew.rows.show([{ ...row, id: `${column} ${String(value)}` }]);
            // What is beyond 32 in the time of a frame is drawn in the next.
            if (++updates % 12 === 0) await frame();
            expect(read(part(changed.element, 'row')!), `${column} ${String(value)}`).to.equal(
              read(part(anew.element, 'row')!),
            );
          }
        }
      }
    });
  }

  it('a badge without a value is not seen, and comes with one', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'lang="en"');
    rows.show([{ ...sampleRow('tickets', 'row'), priority: null }]);
    await element.updateComplete;
    expect(part(element, 'priority')!.checkVisibility()).to.equal(false);
    rows.update('row', { priority: 'high' });
    expect(seen(part(element, 'priority'))).to.equal('High');
    rows.update('row', { priority: '' });
    expect(part(element, 'priority')!.checkVisibility()).to.equal(false);
  });
});
