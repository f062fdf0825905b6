/** What authors and databases get wrong, each said once where the author looks, while everything else goes on. */
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { registerFormat } from '../../src/template/format-registry.ts';
import { rowTags } from '../contract/tags.ts';
import { clearPage, frame, mount, part, parts, put, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

type List = HTMLElementTagNameMap['live-product-list'];

/** What is told from now on: events of `element`, and lines in the console. */
function listen(element: Element): { codes: string[]; messages: string[]; lines: string[] } {
  const told = { codes: [] as string[], messages: [] as string[], lines: [] as string[] };
  element.addEventListener('live-error', (event) => {
    const { code, message } = (event as CustomEvent<Problem>).detail;
    told.codes.push(code);
    told.messages.push(message);
  });
  console.warn = (line: string) => told.lines.push(line);
  return told;
}

const { warn } = console;
const text = (element: Element): string[] => parts(element, 'row').map((row) => row.textContent.trim());

describe('bad input', () => {
  afterEach(() => {
    console.warn = warn;
    clearPage();
  });

  describe('renderRow', () => {
    async function drawnBy(renderRow: List['renderRow']): Promise<{ element: List; told: ReturnType<typeof listen> }> {
      const { element, rows } = await mount('live-product-list');
      const told = listen(element);
      element.renderRow = renderRow;
      await element.updateComplete;
      rows.show(sampleRows('products', 3));
      rows.update('row-1', { name: 'Other' });
      await frame();
      return { element, told };
    }

    const node = document.createElement('b');
    const fragment = document.createDocumentFragment();
    const cases: readonly (readonly [what: string, renderRow: List['renderRow'], said: string])[] = [
      [
        'throws in other words for each row',
        (row) => {
          throw new Error(String((row as unknown as { id: string }).id));
        },
        'row-0',
      ],
      ['answers undefined', () => undefined, 'undefined'],
      ['answers a promise', () => Promise.resolve('later'), 'promise'],
      ['answers a function', () => () => 'x', 'function'],
      ['answers a symbol', () => Symbol('x'), 'symbol'],
      ['answers what is no text within a template', () => html`<b>${Object.create(null)}</b>`, 'renderRow failed: '],
    ];
    for (const [what, renderRow, said] of cases) {
      it(`${what}: said once, and the element draws its own rows`, async () => {
        const { element, told } = await drawnBy(renderRow);
        expect(told.codes).to.deep.equal(['render-failed']);
        expect(told.messages[0]).to.include(said);
        expect(told.lines).to.have.length(1);
        expect(parts(element, 'price')).to.have.length(3);
        expect(parts(element, 'name').map((name) => name.textContent)).to.deep.equal([
          'Desk lamp',
          'Other',
          'Desk lamp',
        ]);
        expect(element.status).to.equal('live');
      });
    }

    for (const same of [node, fragment]) {
      it(`answers the same ${same.nodeName} for two rows: the first keeps it, the others are the element's own`, async () => {
        same.textContent = 'mine';
        const { element, told } = await drawnBy(() => same);
        expect(told.codes).to.deep.equal(['render-failed']);
        expect(text(element)[0]).to.equal('mine');
        expect(parts(element, 'price')).to.have.length(2);
      });
    }

    it('answers nothing on purpose: the row is empty, and that is all', async () => {
      const { element, told } = await drawnBy(() => null);
      expect(text(element)).to.deep.equal(['', '', '']);
      expect(told.codes).to.deep.equal([]);
    });

    it('takes a node from a row that has gone to another', async () => {
      const { element, rows } = await mount('live-product-list');
      const told = listen(element);
      const pooled = document.createElement('b');
      element.renderRow = (row) => Object.assign(pooled, { textContent: row.name });
      await element.updateComplete;
      rows.show([sampleRow('products', 'a')]);
      await frame();
      rows.remove('a');
      rows.insert(sampleRow('products', 'b', { name: 'Second' }), null);
      await frame();
      expect(text(element)).to.deep.equal(['Second']);
      expect(told.codes).to.deep.equal([]);
    });
  });

  describe('formats', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const bad: readonly (readonly [name: string, answer: () => unknown, said: string])[] = [
      ['promises', () => Promise.resolve('later'), 'promise'],
      ['functions', () => () => 'x', 'function'],
      ['symbols', () => Symbol('x'), 'symbol'],
      ['circles', () => circle, 'failed: '],
      ['bigints', () => ({ big: 1n }), 'BigInt'],
      [
        'throws',
        () => {
          throw new Error(`again ${Math.random()}`);
        },
        'again',
      ],
    ];
    for (const [name, answer, said] of bad) {
      it(`that answer ${name} leave the value as it is, in templates and in live-value`, async () => {
        registerFormat(name, answer);
        const { element, rows } = await mount('live-product-list');
        element.append(
          Object.assign(document.createElement('template'), { innerHTML: `<b data-text="name | ${name}"></b>` }),
        );
        await frame();
        const told = listen(element);
        rows.show(sampleRows('products', 3));
        expect(text(element)).to.deep.equal(['Desk lamp', 'Desk lamp', 'Desk lamp']);
        expect(told.codes).to.deep.equal(['format-failed']);
        expect(told.messages[0]).to.include(`"${name}"`).and.to.include(said);
        const { element: value, rows: one } = await mount(
          'live-value',
          `table="t" row-id="1" field="name" format="${name}"`,
        );
        const toldByValue = listen(value);
        one.show([{ id: '1', name: 'Desk lamp' }]);
        await value.updateComplete;
        one.update('1', { other: 1 });
        await value.updateComplete;
        expect(part(value, 'value')!.textContent).to.equal('Desk lamp');
        expect(toldByValue.codes).to.deep.equal(['format-failed']);
      });
    }

    it('may answer null, numbers and objects', async () => {
      registerFormat('nulls', () => null);
      registerFormat('numbers', () => 7);
      registerFormat('objects', () => ({ a: 1 }));
      const { element, rows } = await mount('live-product-list');
      const template =
        '<b data-text="name | nulls"></b><b data-text="name | numbers"></b><b data-text="name | objects"></b>';
      element.append(Object.assign(document.createElement('template'), { innerHTML: template }));
      await frame();
      const told = listen(element);
      rows.show(sampleRows('products', 1));
      expect(text(element)).to.deep.equal(['7{"a":1}']);
      expect(told.codes).to.deep.equal([]);
    });

    it('of the kit with parameters that make no sense are said once and used without', async () => {
      const { element, rows } = await mount('live-product-list');
      const template =
        '<b data-text="price | number:abc"></b> <b data-text="price | currency:EURO"></b> <b data-text="created_at | date:tiny"></b>';
      element.append(Object.assign(document.createElement('template'), { innerHTML: template }));
      await frame();
      const told = listen(element);
      rows.show(sampleRows('products', 2));
      expect(text(element)[0]).to.equal('49.9 49.9 Nov 1, 2026');
      expect(told.codes).to.deep.equal(['bad-template']);
      for (const said of ['"abc"', '"EURO"', '"tiny"']) expect(told.messages[0]).to.include(said);
      const { element: value, rows: one } = await mount(
        'live-value',
        'table="t" row-id="1" field="price" format="number:abc"',
      );
      const toldByValue = listen(value);
      one.show([{ id: '1', price: 1.5 }]);
      await value.updateComplete;
      expect(part(value, 'value')!.textContent).to.equal('1.5');
      expect(toldByValue.codes).to.deep.equal(['bad-attribute']);
    });
  });

  it('a template with script, style, frame, template and custom element shows what can be shown', async () => {
    const { element, rows } = await mount('live-product-list');
    const content = `<script>window.badTemplateRan = true</script><style>b { color: rgb(9, 9, 9) }</style>
      <iframe data-attr="src:name; srcdoc:name"></iframe><template><b data-text="name">idle</b></template>
      <live-ticket-feed><template><i data-text="subject"></i></template></live-ticket-feed><b data-text="name"></b>`;
    element.append(Object.assign(document.createElement('template'), { innerHTML: content }));
    await frame();
    const told = listen(element);
    rows.show(sampleRows('products', 3));
    await frame();
    const row = part(element, 'row')!;
    expect('badTemplateRan' in window).to.equal(false);
    expect(row.querySelectorAll('script, style')).to.have.length(0);
    expect(row.querySelector('iframe')!.getAttributeNames()).to.deep.equal(['data-attr']);
    expect(row.querySelector('b')!.textContent).to.equal('Desk lamp');
    expect(getComputedStyle(row.querySelector('b')!).color).to.equal('rgb(9, 9, 9)');
    expect(told.codes).to.deep.equal(['bad-template']);
    for (const said of ['script', '"src"', '"srcdoc"', 'template in a template'])
      expect(told.messages[0]).to.include(said);
    expect(told.messages[0]!.match(/template in a template/g)).to.have.length(1);
  });

  for (const limit of ['0', '-1', 'NaN', '1e9', 'abc', '', '2.5', 'Infinity']) {
    it(`limit="${limit}" is said once, and the default taken`, async () => {
      const provider = put<TestProvider>('<test-provider></test-provider>');
      const element = document.createElement('live-product-list');
      const told = listen(element);
      element.setAttribute('limit', limit);
      provider.append(element);
      await until(() => provider.connection.queries.length > 0);
      const rows = provider.connection.queries[0]!;
      expect(rows.spec.limit).to.equal(undefined);
      rows.show(sampleRows('products', 3));
      await element.updateComplete;
      expect(told.codes).to.deep.equal(['bad-attribute']);
      expect(told.messages[0]).to.include(`limit="${limit}"`);
      expect(told.lines).to.have.length(1);
      expect(parts(element, 'price')).to.have.length(3);
    });
  }

  const long = { word: 'x'.repeat(100_000), words: 'word '.repeat(20_000) };

  for (const { name, table, needs } of rowTags) {
    const columns = Object.keys(sampleRow(table!, 'x')).filter((column) => column !== 'id');
    it(`texts of 100,000 characters in every column keep ${name} within 320 pixels`, async () => {
      const { element, rows, provider } = await mount(name as 'live-list', needs);
      provider.style.cssText = 'display: block; inline-size: 320px';
      rows.show(
        columns.flatMap((column) =>
          Object.entries(long).map(([id, text]) => sampleRow(table!, `${column} ${id}`, { [column]: text })),
        ),
      );
      await element.updateComplete;
      const edge = provider.getBoundingClientRect().left + 320.5;
      const inside = [...element.shadowRoot!.querySelectorAll('*')];
      const wide = inside.filter((each) => each.getBoundingClientRect().right > edge);
      expect(wide.map((each) => `${each.localName} ${each.getAttribute('part')}`).join('\n')).to.equal('');
    });
  }

  it('texts of 100,000 characters keep live-value within 320 pixels', async () => {
    const { element, rows, provider } = await mount('live-value', 'table="t" row-id="1" field="name"');
    provider.style.cssText = 'display: block; inline-size: 320px';
    rows.show([{ id: '1', name: long.word }]);
    await element.updateComplete;
    expect(provider.scrollWidth).to.be.at.most(320);
  });

  it('messages of 100,000 characters keep lists and banner within 320 pixels', async () => {
    const { element, rows, provider } = await mount('live-product-list');
    provider.style.cssText = 'display: block; inline-size: 320px';
    const banner = document.createElement('live-connection-banner');
    provider.append(banner);
    const problem: Problem = { code: 'backend-error', message: long.word, remedy: long.word, permanent: true };
    rows.become('error', problem);
    provider.connection.become('error', { error: problem });
    await until(() => banner.matches(':state(visible)'));
    await element.updateComplete;
    expect(provider.scrollWidth).to.be.at.most(320);
  });

  it('names of any script have initials a reader would write, and turn nobody else around', async () => {
    const names = {
      'Ada Lovelace': 'AL',
      '\u202Egnp Exe': 'GE',
      '(Ada) “Lovelace”': 'AL',
      'محمد علي': 'مع',
      '\u2067עברית\u2069 Ada': 'עA',
      '👩🏽‍🚀': '👩🏽‍🚀',
      '👨‍👩‍👧‍👦 Family': 'F',
      '🏳️‍🌈': '🏳️‍🌈',
      'E\u0301mile Zola': 'E\u0301Z',
      'हिन्दी नाम': 'हिना',
      '𝔘nicode': '𝔘',
      '7 Dwarfs': 'D',
      '\u200B\u200B': '',
    };
    const { element, rows } = await mount('live-customer-list');
    rows.show(Object.keys(names).map((name) => sampleRow('customers', name, { name })));
    const shown = parts(element, 'initials').map((each) => each.textContent.trim());
    expect(shown).to.deep.equal(Object.values(names));
    for (const field of parts(element, 'field'))
      expect(getComputedStyle(field).unicodeBidi).to.match(/plaintext|isolate/);
  });

  it('a picture that fails shows initials; corrected, it is shown', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show([sampleRow('products', 'a', { image_url: '/no-such-picture.png' })]);
    const image = part(element, 'image_url')!.querySelector('img')!;
    await until(() => !image.checkVisibility());
    expect(part(element, 'image_url')!.textContent.trim()).to.equal('DL');
    rows.update('a', { image_url: '/demo/images/desks.svg' });
    await until(() => image.complete && image.naturalWidth > 0 && image.checkVisibility());
  });

  it('a huge picture and one that never comes change no height', async () => {
    const { element, rows } = await mount('live-product-list');
    rows.show([sampleRow('products', 'a'), sampleRow('products', 'b')]);
    const height = (): number => part(element, 'row')!.getBoundingClientRect().height;
    await element.updateComplete;
    const before = height();
    const huge = document.createElement('canvas');
    huge.width = 8000;
    huge.height = 6000;
    const blob = await new Promise<Blob | null>((resolve) => huge.toBlob(resolve));
    rows.update('a', { image_url: '/demo/images/desks.svg' });
    await frame();
    const image = part(element, 'image_url')!.querySelector('img')!;
    image.src = URL.createObjectURL(blob!);
    await until(() => image.naturalWidth === 8000);
    expect(height()).to.equal(before);
  });
});
