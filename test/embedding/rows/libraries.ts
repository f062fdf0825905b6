/** Libraries that put markup into pages and take it out again. */
import assert from 'node:assert/strict';
import { kitScript, openingTag, page, products, provider } from '../pages.ts';
import type { Row } from '../row.ts';

const library = (name: string): string => `<script src="/libraries/${name}.js"></script>`;

export const jquery: Row = {
  name: 'jquery',
  globals: ['$', 'jQuery'],
  pages: { '': (site) => page(provider(site, '<div id="place"></div>'), library('jquery') + kitScript) },
  async check(scene) {
    await scene.evaluate((markup) => {
      const $ = (window as unknown as { jQuery: JQuery }).jQuery;
      $('#place').html(markup);
      $('#place live-product-list').on('live-synced', (event) => {
        document.body.dataset['synced'] = String(event.originalEvent.detail.verifiedAt instanceof Date);
      });
    }, products);
    await scene.live();
    await scene.until('the event', () => document.body.dataset['synced'] === 'true');
    // Again and again, as legacy pages do: nothing is left of those before.
    await scene.evaluate((markup) => {
      const $ = (window as unknown as { jQuery: JQuery }).jQuery;
      for (let time = 0; time < 20; time++) $('#place').html(markup);
      $('#place').append($('#place live-product-list').clone().attr('id', 'clone'));
    }, products);
    await scene.live();
    await scene.live('#clone');
  },
};

interface JQuery {
  (selector: string): JQuery;
  html(markup: string): JQuery;
  append(content: JQuery): JQuery;
  clone(): JQuery;
  attr(name: string, value: string): JQuery;
  on(name: string, listener: (event: { originalEvent: CustomEvent<{ verifiedAt: unknown }> }) => void): JQuery;
}

/** Fragments fetched from the server and put in place of others. */
export const htmx: Row = {
  name: 'htmx',
  globals: ['htmx'],
  pages: {
    '': (site) =>
      page(
        `${openingTag(site, 'page')}</live-provider>
        <button hx-get="fragment.html" hx-target="#place" hx-swap="innerHTML">Load</button>
        <div id="place"></div>`,
        library('htmx') + kitScript,
      ),
    'fragment.html': () => products,
  },
  async check(scene) {
    const press = (): Promise<void> => scene.evaluate(() => document.querySelector('button')!.click());
    await scene.until('htmx at work', () => document.readyState === 'complete' && 'htmx' in window);
    await press();
    await scene.live();
    const list = await scene.evaluate(() =>
      Boolean(document.querySelector('live-product-list')!.setAttribute('id', 'first')),
    );
    assert.equal(list, false);
    await press();
    await scene.until(
      'another list in its place',
      () => document.querySelector('live-product-list:not(#first)') !== null,
    );
    await scene.live();
    assert.equal(await scene.evaluate(() => document.querySelectorAll('live-product-list').length), 1);
  },
};

/** Visits that exchange the body, the way back from a snapshot, and a refresh by morphing. */
export const turbo: Row = {
  name: 'turbo',
  globals: ['Turbo'],
  pages: {
    '': (site) => turboPage(`${provider(site)}<a href="second.html">Second</a>`),
    'second.html': (site) =>
      turboPage(`<h1>Second</h1>${provider(site, products.replace('list ', 'list id="second" '))}`),
  },
  async check(scene) {
    await scene.live();
    await scene.evaluate(() => document.querySelector('a')!.click());
    await scene.live('#second');
    await scene.evaluate(() => history.back());
    await scene.until('the first page', () => document.querySelector('a') !== null);
    await scene.live();
    await scene.evaluate(() => {
      document.querySelector('live-product-list')!.setAttribute('class', 'from-before');
      (window as unknown as { Turbo: { session: { refresh(address: string): void } } }).Turbo.session.refresh(
        location.href,
      );
    });
    // What the server did not send goes; the element stays, and its rows.
    await scene.until('the morph', () => !document.querySelector('live-product-list')!.hasAttribute('class'));
    await scene.sees('live-product-list', 'live', ({ status, states }) => status === 'live' && states.includes('live'));
    await scene.follows();
  },
};

function turboPage(body: string): string {
  return page(body, `<meta name="turbo-refresh-method" content="morph">${library('turbo')}${kitScript}`);
}

/** Markup that is made to look like other markup, node by node: attributes go that no server sent. */
export const idiomorph: Row = {
  name: 'idiomorph',
  globals: ['Idiomorph'],
  pages: {
    '': (site) =>
      page(`<main>${provider(site, `<div id="here">${products}</div>`)}</main>`, library('idiomorph') + kitScript),
  },
  async check(scene) {
    await scene.live();
    const morph = (inner: string): Promise<boolean> =>
      scene.evaluate(
        (markup) => {
          const row = document.querySelector('live-product-list')!.shadowRoot!.querySelector('[data-key]');
          (window as unknown as { Idiomorph: { morph(old: Element, markup: string): void } }).Idiomorph.morph(
            document.querySelector('main')!,
            markup,
          );
          return row === document.querySelector('live-product-list')!.shadowRoot!.querySelector('[data-key]');
        },
        `<main>${provider(scene.site, inner)}</main>`,
      );
    assert.ok(await morph(`<h2>New</h2><div id="here">${products}</div>`), 'rows are the same after a morph');
    await scene.sees('live-product-list', 'live', ({ status, states }) => status === 'live' && states.includes('live'));
    await scene.follows();
    // Fewer rows, and under another parent.
    await morph(`<section><div id="here">${products.replace('limit="5"', 'limit="3"')}</div></section>`);
    await scene.sees(
      'section live-product-list',
      'three rows',
      ({ rows, status }) => status === 'live' && rows.length === 3,
    );
    await scene.follows('section live-product-list');
  },
};
