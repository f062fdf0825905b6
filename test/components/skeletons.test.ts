/** What stands where rows will be: as high as they, with nothing to read or to reach. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { rowTags } from '../contract/tags.ts';
import { clearPage, mount, part, parts } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';

/**
 * Half a pixel of rounding, and one of the line between two rows. On a phone, where most texts wrap, nobody knows
 * beforehand how many will: there it may be one line.
 */
const tolerance = (width: number): number => (width < 400 ? 24.5 : 1.5);

const brief: Readonly<Record<string, object>> = { comments: { body: 'On it.' }, tickets: { requester: 'Ada' } };

describe('the skeleton', () => {
  afterEach(clearPage);

  it('promises no more rows than can come', async () => {
    const { element } = await mount('live-ticket-feed', 'limit="2"');
    await element.updateComplete;
    expect(element.shadowRoot!.querySelectorAll('.skeleton')).to.have.length(2);
  });

  for (const { name, table, needs } of rowTags) {
    for (const density of ['cosy', 'compact'] as const) {
      it(`of ${name} is as high as its rows, ${density}`, async () => {
        for (const width of [320, 600, 1000]) {
          const { provider, element, rows } = await mount(name as 'live-list', `${needs} density="${density}"`);
          Object.assign(provider.style, { display: 'block', inlineSize: `${width}px` });
          await element.updateComplete;
          const skeletons = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.skeleton')];
          const heights = skeletons.map((each) => each.getBoundingClientRect().height);
          // One line a text, as in a skeleton, whatever the letters of the engine.
          rows.show([0, 1, 2].map((index) => sampleRow(table!, `row-${index}`, brief[table!])));
          await element.updateComplete;
          expect(element.shadowRoot!.querySelector('.skeleton') === null).to.equal(true);
          parts(element, 'row').forEach((row, index) => {
            const { height } = row.getBoundingClientRect();
            expect(Math.abs(height - heights[index]!), `${width}: ${heights[index]} for ${height}`).to.be.below(
              tolerance(width),
            );
          });
          clearPage();
        }
      });
    }

    it(`of ${name} says nothing and can be reached by nobody`, async () => {
      const { element } = await mount(name as 'live-list', needs);
      await element.updateComplete;
      const skeletons = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.skeleton')];
      expect(skeletons.map((each) => [each.inert, each.ariaHidden])).to.deep.equal(Array(3).fill([true, 'true']));
      expect(skeletons.some((each) => each.querySelector('img'))).to.equal(false);
      expect(parts(element, 'row')).to.have.length(0);
      expect(part(element, 'loading')!.checkVisibility()).to.equal(true);
    });
  }
});
