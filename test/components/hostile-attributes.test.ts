/** What stands in attributes, and what a server says: read, refused or shown as text, and the rest of the page lives on. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { LiveProvider } from '../../components/provider/provider.ts';
import type { ConnectionStatus, ProblemCode } from '../../src/domain/status.ts';
import { LiveSession } from '../../src/live-session.ts';
import { tags } from '../contract/tags.ts';
import { runs, setTraps, structure, wentOff } from '../support/hostile-oracle.ts';
import { harmless, hostileTexts } from '../support/hostile-strings.ts';
import { clearPage, mount, part, parts, put, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import { ScriptedReader } from '../support/scripted-reader.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';
import type { TestProvider } from '../support/test-provider.ts';

setTraps();

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> };

/** A provider of the kit's own over a server that answers every question with one row. */
function realProvider(): LiveProvider {
  const provider = document.createElement('live-provider');
  provider.createSession = (options) => {
    const reader = new ScriptedReader();
    reader.rows = [sampleRow('products', 'a')];
    return new LiveSession({ ...options, transport: new ScriptedTransport(), reader });
  };
  provider.url = 'https://ref.supabase.example';
  provider.apiKey = 'sb_publishable_x';
  return provider;
}

/** Tags of the kit's own frames and rows; anything else would have come out of a text. */
const known =
  /^(div|span|a|img|time|dl|dt|dd|svg|path|rect|circle|g|line|button|slot|strong|code|input|label|p|h[1-6])$/;

function strangers(element: Element): string[] {
  const inside = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  return inside.flatMap((each) => [
    ...(known.test(each.localName) ? [] : [each.localName]),
    ...each.getAttributeNames().filter((name) => /^on|^(style|srcdoc|srcset|action)$/.test(name)),
  ]);
}

describe('hostile attributes', () => {
  afterEach(clearPage);

  for (const { name } of tags) {
    const attributes = (customElements.get(name) as unknown as { observedAttributes: string[] }).observedAttributes;

    // The texts are shifted against the attributes, so that each text stands once in each attribute.
    it(`are read, refused or shown as text by ${name}`, async () => {
      const provider = realProvider();
      put('<div></div>').append(provider);
      const elements = hostileTexts.map((_, index) => {
        const element = document.createElement(name) as AnyElement;
        attributes.forEach((attribute, shift) => {
          if (attribute === 'provider' || (name === 'live-provider' && attribute === 'page')) return;
          element.setAttribute(attribute, hostileTexts[(index + shift) % hostileTexts.length]!);
        });
        if (name === 'live-value') element.setAttribute('field', 'name');
        return element;
      });
      const last = document.createElement('live-product-list');
      provider.append(...elements, last);
      await until(() => part(last, 'row'));
      for (const element of elements) {
        await element.updateComplete;
        expect(strangers(element)).to.deep.equal([]);
      }
      expect(part(last, 'name')!.textContent).to.equal('Desk lamp');
      expect(wentOff()).to.deep.equal([]);
    });
  }

  it('lead rows to harmless addresses only', async () => {
    const provider = put<TestProvider>('<test-provider></test-provider>');
    const lists = ['', '{name}', '?{sku}'].flatMap((end) =>
      [...hostileTexts, 'javascript:trapped()', '/products/'].map((text) => {
        const element = document.createElement('live-product-list');
        element.href = text + end;
        return element;
      }),
    );
    provider.append(...lists);
    await until(() => provider.connection.queries.length === lists.length);
    provider.connection.queries.forEach((rows) => rows.show([sampleRow('products', 'a')]));
    const links = lists.flatMap((list) => parts(list, 'row-link').map((link) => link.getAttribute('href')!));
    expect(links).to.include.members(['/products/', '/products/Desk%20lamp']);
    expect(links.filter((address) => runs(address, 'href'))).to.deep.equal([]);
    expect(wentOff()).to.deep.equal([]);
  });

  it('name no provider and no template that is not there', async () => {
    const provider = put<TestProvider>('<test-provider></test-provider>');
    const elements = hostileTexts.map((text) => {
      const element = document.createElement('live-product-list');
      element.template = text;
      return element;
    });
    const lost = hostileTexts.map((text) => {
      const element = document.createElement('live-product-list');
      element.provider = text;
      return element;
    });
    provider.append(...elements, ...lost);
    await until(() => provider.connection.queries.length === elements.length);
    provider.connection.queries.forEach((rows) => rows.show([sampleRow('products', 'a')]));
    for (const element of elements) expect(part(element, 'name')!.textContent).to.equal('Desk lamp');
    expect(new Set(lost.map(({ status }) => status))).to.deep.equal(new Set(['loading']));
    expect(wentOff()).to.deep.equal([]);
  });
});

describe('hostile messages', () => {
  afterEach(clearPage);
  const problem = (text: string) => ({ code: text as ProblemCode, message: text, remedy: text, permanent: true });

  it('of the server are text in lists, values and counts', async () => {
    for (const tag of ['live-product-list', 'live-ticket-feed', 'live-value', 'live-count'] as const) {
      const { element, rows } = await mount(tag, 'table="t" row-id="1" field="name"');
      rows.become('error', problem(harmless));
      await element.updateComplete;
      const shape = structure(element.shadowRoot!);
      for (const text of hostileTexts) {
        rows.become('error', problem(text));
        await element.updateComplete;
        expect(structure(element.shadowRoot!)).to.equal(shape);
        const said =
          part(element, 'error')?.textContent ?? element.shadowRoot!.querySelector('[title]')!.getAttribute('title');
        expect(said).to.include(`${text} ${text}`);
      }
      clearPage();
    }
    expect(wentOff()).to.deep.equal([]);
  });

  it('of the connection are text in dot and banner, and an unknown status is none', async () => {
    const provider = put<TestProvider>(
      '<test-provider><live-status-dot show-label></live-status-dot><live-connection-banner></live-connection-banner></test-provider>',
    );
    const [dot, banner] = [...provider.children] as AnyElement[] as [AnyElement, AnyElement];
    const shapes = (): string => structure(dot.shadowRoot!) + structure(banner.shadowRoot!);
    provider.connection.become('error', { error: problem(harmless) });
    await until(() => banner.matches(':state(visible)'));
    await dot.updateComplete;
    const shape = shapes();
    for (const text of hostileTexts) {
      provider.connection.become('error', { error: problem(text) });
      await Promise.all([dot.updateComplete, banner.updateComplete]);
      expect(shapes()).to.equal(shape);
      expect(part(banner, 'message')!.textContent).to.include(`${text} ${text}`);
    }
    for (const text of hostileTexts) {
      provider.connection.become(text as ConnectionStatus, { error: problem(text) });
      await Promise.all([dot.updateComplete, banner.updateComplete]);
      expect([...strangers(dot), ...strangers(banner)]).to.deep.equal([]);
    }
    expect(wentOff()).to.deep.equal([]);
  });
});
