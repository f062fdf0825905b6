/** Bindings of templates, renderRow and the elements in running text: whatever a row holds, it stays a value. */
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { readings, setTraps, structure, wentOff, wrong } from '../support/hostile-oracle.ts';
import { harmless, hostileTexts, noAddress, notTexts } from '../support/hostile-strings.ts';
import { clearPage, frame, mount, parts, put, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

setTraps();

const references = [
  harmless,
  noAddress,
  null,
  '',
  0,
  7,
  true,
  false,
  '2026-01-01T10:00:00Z',
  'https://harmless.example/',
];
const values = [...references, ...hostileTexts, ...notTexts];

/** Every attribute data may fill, as the documentation lists them. */
const filled = (
  'alt title lang dir datetime value min max low high optimum label placeholder width height colspan rowspan scope ' +
  'class id for name role hidden disabled checked selected open download loading tabindex aria-label aria-description data-any'
).split(' ');
const everywhere = filled.map((name) => `${name}:name`).join(';');

/** Attributes through which a row could run, restyle, redirect or impersonate something. */
const refused = (
  'onclick onerror onload onfocus onanimationstart ontoggle ONCLICK style srcdoc is slot part exportparts srcset ping ' +
  'action formaction formmethod formtarget target rel method data codebase background manifest http-equiv content ' +
  'integrity nonce sandbox allow xlink:href xmlns from to by values attributename begin end d fill filter mask ' +
  'data-text data-attr data-if data-part-if data-key api-key access-token token-url url'
).split(' ');
const everything = refused.map((name) => `${name}:name`).join(';');

const texts = 'p b a li td button label option textarea title code pre time output summary em'.split(' ');

const template = `
  ${texts.map((tag) => `<${tag} data-text="name"></${tag}>`).join('')}
  <svg><text data-text="name"></text><a data-attr="href:name"><text>x</text></a><use data-attr="href:name"></use>
  <image data-attr="href:name"></image><animate data-attr="${everything}"></animate></svg>
  <math><mi data-text="name"></mi></math>
  <select><option data-text="name"></option></select>
  <i data-attr="${everywhere}"></i><input data-attr="src:name; value:name; title:name">
  <a data-attr="href:name; title:name; ${everything}">x</a><area data-attr="href:name">
  <img data-attr="src:name; alt:name; ${everything}"><video data-attr="poster:name; src:name"></video>
  <blockquote data-attr="cite:name"></blockquote><q data-attr="cite:name"></q>
  <form data-attr="${everything}"><button data-attr="${everything}">x</button></form>
  <iframe data-attr="src:name; href:name; ${everything}"></iframe><object data-attr="src:name; ${everything}"></object>
  <embed data-attr="src:name; ${everything}"><base data-attr="href:name"><link data-attr="href:name; ${everything}">
  <meta data-attr="${everything}">
  <x-other data-attr="onclick:name; style:name; srcdoc:name; part:name; slot:name; is:name; href:name; src:name"></x-other>
  <u data-if="name">there</u><u data-if="!name">not there</u><s part="s" data-part-if="name:filled; name:kind-*"></s>
  ${'relative date time number currency currency:.name percent bytes term number:.name date:.name time:.name nobodys:.name'
    .split(' ')
    .map((format) => `<b class="formatted" data-text="name | ${format}" data-attr="title:name | ${format}"></b>`)
    .join('')}`;

/** The text a value must be shown as; null for numbers, points in time and the like, written as each language does. */
function textOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (typeof value !== 'string' || /^[a-z]{3}$/i.test(value)) return null;
  return Number.isNaN(Number(value)) && Number.isNaN(Date.parse(value)) ? value : null;
}

describe('hostile values', () => {
  afterEach(clearPage);

  it('fill every binding of a template with nothing but values', async () => {
    const { element, rows } = await mount('live-list', 'table="anything"');
    const source = document.createElement('template');
    source.innerHTML = template;
    const problems: Problem[] = [];
    element.addEventListener('live-error', (event) => problems.push(event.detail));
    element.append(source);
    await frame();
    rows.show(values.map((name, index) => ({ id: `${index}`, name })));
    const drawn = parts(element, 'row');
    expect(drawn).to.have.length(values.length);
    const known = drawn.slice(0, references.length);
    const bound = new Set(filled);
    const faults = values
      .slice(references.length)
      .flatMap((value, index) =>
        wrong(drawn[references.length + index]!, textOf(value), known, bound).map(
          (fault) => `${JSON.stringify(value)}: ${fault}`,
        ),
      );
    expect(faults.join('\n')).to.equal('');
    const attributes = new Set(
      drawn.flatMap((row) => [...row.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())),
    );
    expect([...attributes].sort()).to.deep.equal(
      [...filled, 'href', 'src', 'poster', 'cite', 'part', 'data-text', 'data-attr', 'data-if', 'data-part-if'].sort(),
    );
    for (const name of refused) expect(problems[0]!.message).to.include(`"${name.split(':')[0]}"`);
    expect(new Set(problems.map(({ code }) => code))).to.deep.equal(new Set(['bad-template', 'unknown-format']));
    values.forEach((_, index) => rows.update(`${index}`, { name: harmless }));
    await until(() => new Set(drawn.map(structure)).size === 1);
    expect(wentOff()).to.deep.equal([]);
  });

  it('answered by renderRow are shown as text', async () => {
    const { element, rows } = await mount('live-product-list');
    for (const draw of [
      (value: unknown) => value,
      (value: unknown) => html`<b title=${String(value)}>${String(value)}</b>`,
      (value: unknown) => [value, value],
    ]) {
      element.renderRow = (row) => draw((row as { name: unknown }).name);
      await element.updateComplete;
      rows.show(
        [harmless, ...hostileTexts, ...notTexts].map((name, index) => sampleRow('products', `${index}`, { name })),
      );
      await frame();
      const drawn = parts(element, 'row');
      expect(drawn).to.have.length(1 + hostileTexts.length + notTexts.length);
      const shape = (row: Element): string => structure(row).replaceAll('!', '');
      hostileTexts.forEach((text, index) => {
        expect(shape(drawn[index + 1]!)).to.equal(shape(drawn[0]!));
        expect(drawn[index + 1]!.textContent).to.equal(drawn[0]!.textContent.replaceAll(harmless, () => text));
      });
      for (const row of drawn) expect(row.querySelectorAll('script, img, iframe, svg')).to.have.length(0);
    }
    expect(wentOff()).to.deep.equal([]);
  });

  it('are shown as text by live-value, in every format', async () => {
    const formats = [
      '',
      'relative',
      'date',
      'time',
      'number:2',
      'currency:EUR',
      'currency:.name',
      'percent',
      'bytes',
      'term',
    ];
    for (const format of formats) {
      const provider = put<TestProvider>(
        `<test-provider>${[harmless, ...hostileTexts]
          .map(() => `<live-value table="t" row-id="1" field="name" format="${format}"></live-value>`)
          .join('')}</test-provider>`,
      );
      await until(() => provider.connection.queries.length === hostileTexts.length + 1);
      provider.connection.queries.forEach((rows, index) => {
        rows.show([{ id: '1', name: [harmless, ...hostileTexts][index] }]);
      });
      await Promise.all([...provider.querySelectorAll('live-value')].map(({ updateComplete }) => updateComplete));
      const [first, ...shown] = [...provider.querySelectorAll('live-value')].map((one) => one.shadowRoot!);
      shown.forEach((root, index) => {
        const text = hostileTexts[index]!;
        expect(structure(root)).to.equal(structure(first!));
        if (textOf(text) !== null) expect(readings(text)).to.include(root.querySelector('[part~=value]')!.textContent);
      });
      clearPage();
    }
    expect(wentOff()).to.deep.equal([]);
  });
});
