/** The example themes, and the examples of docs/theming.md, say nothing that a page of anybody's could not say. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { clearPage, mount, part, parts } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { describedElements, unknownNames } from '../support/style-names.ts';

async function text(path: string): Promise<string> {
  const answer = await fetch(path);
  expect(answer.ok, path).to.equal(true);
  return answer.text();
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  expect(sheet.cssRules.length).to.be.above(0);
  return sheet;
}

async function use(theme: string): Promise<void> {
  document.adoptedStyleSheets = [sheetOf(await text(`/components/themes/${theme}.css`))];
}

const elements = await describedElements();

describe('themes', () => {
  afterEach(() => {
    document.adoptedStyleSheets = [];
    clearPage();
  });

  for (const theme of ['plain', 'cards', 'dense']) {
    it(`${theme} is made of documented tokens, parts and states alone`, async () => {
      expect(unknownNames(sheetOf(await text(`/components/themes/${theme}.css`)), elements)).to.deep.equal([]);
    });

    it(`${theme} gives way to whatever the page says`, async () => {
      await use(theme);
      const own = sheetOf(':root { --live-radius: 9px; } live-ticket-feed::part(row) { padding: 1px; }');
      document.adoptedStyleSheets = [own, ...document.adoptedStyleSheets];
      const { element, rows } = await mount('live-ticket-feed');
      rows.show(sampleRows('tickets', 2));
      expect(getComputedStyle(part(element, 'row')!).padding).to.equal('1px');
      expect(getComputedStyle(element).getPropertyValue('--live-radius')).to.equal('9px');
    });
  }

  it('dense rows hold names of files whole, however long', async () => {
    await use('dense');
    const { element, rows } = await mount('live-attachment-list', 'ticket-id="t1"');
    element.style.inlineSize = '360px';
    const name = 'a-very-long-file-name-without-any-blank-that-must-break-somewhere-before-the-end-of-the-row.txt';
    rows.show(sampleRows('attachments', 1).map((row) => ({ ...row, file_name: name })));
    await element.updateComplete;
    const row = part(element, 'row')!.getBoundingClientRect();
    const lines = [...part(element, 'file_name')!.getClientRects()];
    expect(lines.length).to.be.above(0);
    for (const line of lines) expect(line.right).to.be.at.most(row.right);
    expect(part(element, 'file_name')!.innerText).to.equal(name);
  });

  it('cards stand beside each other, and below each other where it is narrow', async () => {
    await use('cards');
    const { element, rows } = await mount('live-product-list');
    element.style.inlineSize = '700px';
    rows.show(sampleRows('products', 2));
    await element.updateComplete;
    const [first, second] = parts(element, 'row').map((row) => row.getBoundingClientRect());
    expect(second!.top).to.equal(first!.top);
    expect(second!.left).to.be.at.least(first!.right);
    element.style.inlineSize = '280px';
    const [above, below] = parts(element, 'row').map((row) => row.getBoundingClientRect());
    expect(below!.top).to.be.at.least(above!.bottom);
  });

  it('dense rows take one line', async () => {
    await use('dense');
    const { element, rows } = await mount('live-ticket-feed');
    element.style.inlineSize = '900px';
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const line = parseFloat(getComputedStyle(element).lineHeight);
    expect(part(element, 'row')!.getBoundingClientRect().height).to.be.below(line * 2);
    const middles = ['number', 'subject', 'status'].map((name) => {
      const { top, height } = part(element, name)!.getBoundingClientRect();
      return Math.round((top + height / 2) / line);
    });
    expect(new Set(middles).size).to.equal(1);
  });

  it('plain has neither frames nor pictures', async () => {
    await use('plain');
    const { element, rows } = await mount('live-product-list');
    rows.show(sampleRows('products', 2));
    await element.updateComplete;
    expect(getComputedStyle(part(element, 'list')!).borderTopWidth).to.equal('0px');
    expect(part(element, 'image_url')!.checkVisibility()).to.equal(false);
    expect(part(element, 'name')!.checkVisibility()).to.equal(true);
  });
});

describe('what a style sheet must not say', () => {
  it('is found', () => {
    const wrong = [
      'live-ticket-feed::part(subjekt) { color: red; }',
      'live-ticket-feed:state(asleep)::part(row) { color: red; }',
      'live-nothing::part(row) { color: red; }',
      'live-ticket-feed .title { color: red; }',
      ':is(live-list, live-ticket-feed)::part(price) { color: red; }',
      ':root { --live-colour: red; }',
      'live-list::part(row) { color: var(--live-hue); }',
      '@layer a { @supports (color: red) { live-list::part(row) { color: red !important; } } }',
    ];
    for (const css of wrong) expect(unknownNames(sheetOf(css), elements), css).not.to.deep.equal([]);
  });
});

describe('the examples of docs/theming.md', () => {
  it('name only what there is', async () => {
    const page = await text('/docs/theming.md');
    const examples = [...page.matchAll(/^```css\n([\s\S]*?)^```$/gm)].map(([, css]) => css!);
    expect(examples.length).to.be.above(3);
    for (const css of examples) expect(unknownNames(sheetOf(css), elements), css).to.deep.equal([]);
  });
});
