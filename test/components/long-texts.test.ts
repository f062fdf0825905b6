/** A text without end does not make a row without end, and stays within reach. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { rowTags } from '../contract/tags.ts';
import { clearPage, mount, parts } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';

const longest: { readonly [table: string]: string } = {
  products: 'name',
  customers: 'name',
  interactions: 'summary',
  tickets: 'subject',
  comments: 'body',
  attachments: 'file_name',
};
const word = 'a fire ';

describe('a row', () => {
  afterEach(clearPage);

  for (const { name, table, needs } of rowTags) {
    const column = longest[table!];
    if (column === undefined) continue;

    it(`of ${name} with a text of 100,000 characters is no higher than a screen`, async () => {
      const { element, rows } = await mount(name as 'live-list', needs);
      rows.show([sampleRow(table!, 'row-0', { [column]: word.repeat(100_000 / word.length) })]);
      await element.updateComplete;
      const row = parts(element, 'row')[0]!;
      expect(row.getBoundingClientRect().height).to.be.below(table === 'comments' ? 1100 : 700);
      const scroller = [...row.querySelectorAll('*')].find((each) => each.scrollHeight > each.clientHeight + 1000)!;
      scroller.scrollTop = scroller.scrollHeight;
      const text = row.querySelector(`[part~='field-${column}']`)!;
      const last = document.createRange();
      last.selectNodeContents(text);
      const end = [...last.getClientRects()].at(-1)!;
      const box = scroller.getBoundingClientRect();
      expect(end.top >= box.top && end.bottom - box.bottom <= 30, 'its end is scrolled to').to.equal(true);
      element.style.setProperty('--live-lines', 'none');
      expect(row.getBoundingClientRect().height).to.be.above(10_000);
    });

    it(`of ${name} 320 pixels wide holds any value without a blank in it`, async () => {
      const { element, rows } = await mount(name as 'live-list', `${needs} style="inline-size: 320px"`);
      const sample = sampleRow(table!, 'row-0');
      for (const endless of Object.keys(sample)) {
        if (endless === 'id') continue;
        rows.show([{ ...sample, [endless]: 'x'.repeat(300) }]);
        await element.updateComplete;
        const list = parts(element, 'list')[0]!.getBoundingClientRect();
        const beyond = [...parts(element, 'row')[0]!.querySelectorAll('*')].filter(
          (each) => each.getBoundingClientRect().right > list.right,
        );
        expect(
          beyond.map((each) => each.getAttribute('part')),
          endless,
        ).to.deep.equal([]);
      }
    });
  }
});
