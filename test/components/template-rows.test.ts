/** Rows laid out in HTML: filled, patched in place, and safe whatever the data holds. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import { registerFormat } from '../../src/template/format-registry.ts';
import { assertSame, clearPage, frame, part, parts, put, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import type { ScriptedRows } from '../support/scripted-connection.ts';
import type { TestProvider } from '../support/test-provider.ts';

type List = HTMLElementTagNameMap['live-product-list'];

interface Shown {
  list: List;
  rows: ScriptedRows;
}

/** A list with the template as its child. */
async function withTemplate(template: string, attributes = ''): Promise<Shown> {
  const provider = put<TestProvider>(
    `<test-provider><live-product-list ${attributes}><template>${template}</template></live-product-list></test-provider>`,
  );
  return shown(provider);
}

async function shown(provider: TestProvider): Promise<Shown> {
  await until(() => provider.connection.queries.length > 0);
  return { list: provider.querySelector<List>('live-product-list')!, rows: provider.connection.queries[0]! };
}

const product = (values: object = {}) => sampleRow('products', 'a', values);

describe('template rows', () => {
  afterEach(clearPage);

  it('fill text, attributes, conditions and parts', async () => {
    const { list, rows } = await withTemplate(
      `<a part="title" data-text="name" data-attr="href:image_url; title:price | currency:.currency"></a>
       <b data-if="stock">there</b><i data-if="!stock">gone</i>
       <span class="state" part="state" data-part-if="stock:in-stock;status:status-*"></span>`,
    );
    rows.show([product({ image_url: 'https://a.example/x' })]);
    const row = part(list, 'row')!;
    const link = row.querySelector('a')!;
    expect(link.textContent).to.equal('Desk lamp');
    expect(link.getAttribute('href')).to.equal('https://a.example/x');
    expect(link.title).to.equal('€49.90');
    expect(link.getAttribute('part')).to.equal('field field-name name title');
    expect(row.querySelector('b')!.textContent).to.equal('there');
    expect(row.querySelectorAll('i')).to.have.length(0);
    expect(row.querySelector('.state')!.getAttribute('part')).to.equal('state in-stock status-active');
    rows.update('a', { stock: 0, status: 'draft', image_url: null });
    expect(row.querySelectorAll('b')).to.have.length(0);
    expect(row.querySelector('i')!.textContent).to.equal('gone');
    expect(row.querySelector('.state')!.getAttribute('part')).to.equal('state status-draft');
    expect(link.hasAttribute('href')).to.equal(false);
    assertSame(row.querySelector('a'), link);
  });

  it('are taken by id from anywhere in the page, before or after the list, and from a hidden element', async () => {
    const provider = put<TestProvider>(
      `<test-provider><live-product-list template="later"></live-product-list></test-provider>`,
    );
    const { list, rows } = await shown(provider);
    rows.show([product()]);
    expect(part(list, 'price')!.textContent).to.equal('€49.90');
    put('<template id="later"><p data-text="sku"></p></template>');
    await until(() => part(list, 'row')!.querySelector('p'));
    expect(part(list, 'row')!.textContent).to.equal('LMP-01');
    put('<div id="hidden" hidden><em data-text="category"></em></div>');
    list.template = 'hidden';
    await until(() => part(list, 'row')!.querySelector('em'));
    expect(part(list, 'row')!.textContent.trim()).to.equal('Lighting');
  });

  it('are found among children that came late, or were wrapped by an editor, and not in other elements', async () => {
    const provider = put<TestProvider>(`<test-provider><live-product-list></live-product-list></test-provider>`);
    const { list, rows } = await shown(provider);
    rows.show([product()]);
    list.insertAdjacentHTML('beforeend', '<other-list><template><u>other</u></template></other-list>');
    list.insertAdjacentHTML('beforeend', '<p><br><template><s data-text="name"></s></template></p>');
    await until(() => part(list, 'row')!.querySelector('s'));
    expect(part(list, 'row')!.textContent).to.equal('Desk lamp');
    list.querySelector('p')!.remove();
    await until(() => part(list, 'price'));
  });

  it('write only what reads differently', async () => {
    const { list, rows } = await withTemplate('<b data-text="name"></b><i data-text="price | number:2"></i>');
    rows.show(sampleRows('products', 20));
    await frame();
    await frame();
    const observer = new MutationObserver(() => {});
    observer.observe(list.shadowRoot!, { subtree: true, childList: true, attributes: true, characterData: true });
    rows.update('row-7', { price: 51, description: 'new' });
    const records = observer.takeRecords();
    observer.disconnect();
    expect(records.map(({ type }) => type)).to.deep.equal(['characterData']);
    expect(records[0]!.target.textContent).to.equal('51.00');
  });

  it('keep focus, what was typed, selection, a playing medium and a loaded picture through updates and moves', async () => {
    const { list, rows } = await withTemplate(
      `<input data-attr="aria-label:name"><p class="long" data-text="description"></p>
       <img data-attr="src:image_url; alt:name"><video data-attr="poster:image_url" loop muted></video>
       <b data-text="price"></b>`,
    );
    const address = '/demo/images/accessories.svg';
    rows.show([product({ image_url: address }), sampleRow('products', 'b')]);
    const row = part(list, 'row')!;
    const input = row.querySelector('input')!;
    const image = row.querySelector('img')!;
    const video = row.querySelector('video')!;
    let loads = 0;
    image.addEventListener('load', () => (loads += 1));
    await list.updateComplete;
    const canvas = document.createElement('canvas');
    const painting = canvas.getContext('2d')!;
    video.srcObject = canvas.captureStream();
    void video.play();
    await until(() => {
      painting.fillRect(0, 0, 9, 9);
      return !video.paused && video.readyState >= video.HAVE_CURRENT_DATA;
    });
    input.focus();
    input.value = 'half a word';
    input.setSelectionRange(2, 5);
    await until(() => loads === 1);
    rows.update('a', { price: 1, stock: 3 });
    rows.update('a', { name: 'Floor lamp' });
    await frame();
    expect(row.querySelector('b')!.textContent).to.equal('1');
    expect(image.alt).to.equal('Floor lamp');
    assertSame(list.shadowRoot!.activeElement, input);
    expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal(['half a word', 2, 5]);
    assertSame(row.querySelector('img'), image);
    assertSame(row.querySelector('video'), video);
    expect(video.paused).to.equal(false);
    rows.show([sampleRow('products', 'b'), product({ image_url: address, price: 2 })]);
    await frame();
    assertSame(parts(list, 'row')[1]!.querySelector('input'), input);
    expect(input.value).to.equal('half a word');
    expect(loads).to.equal(1);
    expect(image.complete && image.naturalWidth > 0).to.equal(true);
  });

  it('keep a selected text while another field of the row changes', async () => {
    const { list, rows } = await withTemplate('<p data-text="name"></p><b data-text="price"></b>');
    rows.show([product()]);
    const name = part(list, 'row')!.querySelector('p')!.firstChild as Text;
    const range = document.createRange();
    range.setStart(name, 0);
    range.setEnd(name, 4);
    rows.update('a', { price: 3 });
    expect(range.toString()).to.equal('Desk');
    expect(part(list, 'row')!.querySelector('b')!.textContent).to.equal('3');
  });

  it('speak the language of the nearest lang, of the list or within the template', async () => {
    const { list, rows } = await withTemplate(
      '<b data-text="price | currency:EUR"></b><i lang="en" data-text="price | currency:EUR"></i>',
      'lang="de"',
    );
    rows.show([product({ price: 1234.5 })]);
    expect(part(list, 'row')!.querySelector('b')!.textContent).to.match(/^1\.234,50\s€$/);
    expect(part(list, 'row')!.querySelector('i')!.textContent).to.equal('€1,234.50');
  });

  it('are painted again when a format is registered later', async () => {
    const { list, rows } = await withTemplate('<b data-text="name | late"></b>');
    rows.show([product()]);
    expect(part(list, 'row')!.textContent).to.equal('Desk lamp');
    registerFormat('late', (value) => `«${String(value)}»`);
    await until(() => part(list, 'row')!.textContent === '«Desk lamp»');
  });

  it('adopt the styles of their template once', async () => {
    const { list, rows } = await withTemplate('<style>b { color: rgb(1, 2, 3) }</style><b data-text="name"></b>');
    rows.show(sampleRows('products', 3));
    expect(list.shadowRoot!.querySelectorAll('style')).to.have.length(0);
    expect(getComputedStyle(part(list, 'row')!.querySelector('b')!).color).to.equal('rgb(1, 2, 3)');
  });

  it('may hold other elements of the kit, which get their values as attributes', async () => {
    const { list, rows } = await withTemplate('<live-ticket-feed data-attr="filter:sku"></live-ticket-feed>');
    rows.show([product({ sku: 'number=eq.1' })]);
    const inner = part(list, 'row')!.querySelector('live-ticket-feed')!;
    await until(() => inner.updateComplete);
    expect(inner.filter).to.equal('number=eq.1');
  });
});

describe('renderRow', () => {
  afterEach(clearPage);

  it('draws rows, and gets its own answer back to patch it', async () => {
    const provider = put<TestProvider>(`<test-provider><live-product-list></live-product-list></test-provider>`);
    const { list, rows } = await shown(provider);
    let built = 0;
    list.renderRow = (row, previous) => {
      const button = previous instanceof HTMLButtonElement ? previous : document.createElement('button');
      if (previous === undefined) built += 1;
      button.textContent = String(row.name);
      return button;
    };
    await list.updateComplete;
    rows.show([product()]);
    await list.updateComplete;
    const button = part(list, 'row')!.querySelector('button')!;
    button.focus();
    rows.update('a', { name: '<b>Floor</b>' });
    assertSame(part(list, 'row')!.querySelector('button'), button);
    assertSame(list.shadowRoot!.activeElement, button);
    expect(button.textContent).to.equal('<b>Floor</b>');
    expect(built).to.equal(1);
    list.renderRow = (row) => `<i>${String(row.name)}`;
    await until(() => part(list, 'row')!.textContent === '<i><b>Floor</b>');
    list.renderRow = null;
    await until(() => part(list, 'price'));
  });

  it('that throws is said once, and the element draws the row itself', async () => {
    const provider = put<TestProvider>(`<test-provider><live-product-list></live-product-list></test-provider>`);
    const { list, rows } = await shown(provider);
    const codes: string[] = [];
    list.addEventListener('live-error', (event) => codes.push((event as CustomEvent<{ code: string }>).detail.code));
    list.renderRow = () => {
      throw new Error('mine');
    };
    await list.updateComplete;
    rows.show(sampleRows('products', 3));
    expect(parts(list, 'price')).to.have.length(3);
    expect(codes).to.deep.equal(['render-failed']);
  });
});
