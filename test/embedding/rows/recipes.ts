/** The recipes of the docs, as they are written, in pages of their kind. */
import assert from 'node:assert/strict';
import { inlineCode, recipeFile } from '../../support/documented.ts';
import { renderSection } from '../hosts/shopify.ts';
import { autop, kses, Theme } from '../hosts/wordpress.ts';
import { kitScript, page } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Scene } from '../scene.ts';
import type { Site } from '../site.ts';

/** Lists of recipes show twenty products by their names. */
async function showsProducts(scene: Scene, path = 'live-product-list', count = 20): Promise<void> {
  await scene.sees(path, `${count} rows`, ({ status, rows }) => status === 'live' && rows.length === count);
  await scene.followsFirst(path);
}

/** A theme with the recipe's `functions.php`, and a page of it. */
function themed(row: string, content: (theme: Theme, site: Site) => string, footer = ''): Row['pages'] {
  return {
    '': (site) => {
      const functions = recipeFile('wordpress', 'functions.php', site.backend);
      const theme = new Theme(functions, `/${row}/theme/`);
      const body = `<main class="entry-content">${content(theme, site)}</main>${theme.hook('wp_footer')}${footer}`;
      return page(body, theme.hook('wp_enqueue_scripts'));
    },
  };
}

const wordpress = { kit: 'theme/livetags/' };
const written = (file: string, site: Site): string => recipeFile('wordpress', file, site.backend);

export const wordpressBlock: Row = {
  ...wordpress,
  name: 'recipe-wordpress-block',
  pages: themed(
    'recipe-wordpress-block',
    (_theme, site) => `<p>Our shop</p>\n\n${written('wordpress-block.html', site)}`,
  ),
  check: (scene) => showsProducts(scene),
};

export const wordpressShortcode: Row = {
  ...wordpress,
  name: 'recipe-wordpress-shortcode',
  pages: themed('recipe-wordpress-shortcode', (theme) => {
    const shortcode = inlineCode('docs/recipes/wordpress.md', '[live_products');
    return theme.withShortcodes(autop(`Our shop\n\n${shortcode}\n\nToday: ${shortcode.replace('20', '3')}`));
  }),
  async check(scene) {
    await showsProducts(scene);
    await showsProducts(scene, 'p > live-product-list', 3);
  },
};

/** What a contributor saves goes through wp_kses, and what is shown through wpautop. */
export const wordpressMarker: Row = {
  ...wordpress,
  name: 'recipe-wordpress-marker',
  pages: themed('recipe-wordpress-marker', (_theme, site) => {
    const refused = written('wordpress-block.html', site).replace('<live-product-list', '$& id="refused"');
    return autop(kses(`Our shop\n\n${written('wordpress-marker.html', site)}\n\n${refused}\nBye`));
  }),
  async check(scene) {
    await showsProducts(scene);
    assert.equal(await scene.evaluate(() => document.querySelectorAll('live-product-list').length), 1);
  },
};

export const wordpressTemplate: Row = {
  ...wordpress,
  name: 'recipe-wordpress-template',
  pages: {
    '': (site) => {
      const row = 'recipe-wordpress-template';
      const list = autop(`Our shop\n\n${written('wordpress-named.html', site)}\nBye`);
      const make = themed(row, () => list, written('wordpress-template.html', site))['']!;
      return make(site);
    },
  },
  async check(scene) {
    const { rows } = await scene.sees('live-product-list', 'rows', ({ status }) => status === 'live');
    assert.match(rows[0]!, /^\S.*€[\d,.]+$/s);
    await scene.followsFirst();
  },
};

function section(site: Site, limit?: number): string {
  const liquid = recipeFile('shopify', 'sections/live-products.liquid', site.backend);
  const { url, anonKey: key } = site.backend;
  return renderSection(liquid, { livetags: `${site.cdn}/kit`, url, key, ...(limit && { limit }) });
}

/** The theme editor renders a section anew at every change of a setting, and exchanges its element. */
export const shopify: Row = {
  name: 'recipe-shopify',
  pages: { '': (site) => page(`<main>${section(site)}</main>`, '') },
  async check(scene) {
    await showsProducts(scene);
    await scene.evaluate(
      (html) => {
        const template = document.createElement('template');
        template.innerHTML = html;
        document.querySelector('#shopify-section-live')!.replaceWith(template.content);
      },
      section(scene.site, 5),
    );
    await showsProducts(scene, 'live-product-list', 5);
  },
};

/** Every jQuery that pages still have. */
function legacy(library: string): Row {
  return {
    name: `recipe-legacy-${library}`,
    kit: 'livetags/',
    globals: ['$', 'jQuery'],
    pages: {
      '': (site) =>
        page(recipeFile('legacy', 'legacy.html', site.backend), `<script src="/libraries/${library}.js"></script>`),
    },
    async check(scene) {
      await scene.sees(
        'live-product-list',
        'twenty rows',
        ({ status, rows }) => status === 'live' && rows.length === 20,
      );
      const name = await scene.followsFirst();
      const told = (wanted: string): boolean => document.querySelector('#last')!.textContent === wanted;
      await scene.until('the page’s own listener', told, name);
    },
  };
}

export const legacyWithJquery1 = legacy('jquery1');
export const legacyWithJquery2 = legacy('jquery2');
export const legacyWithJquery3 = legacy('jquery');

export const htmx: Row = {
  name: 'recipe-htmx',
  globals: ['htmx'],
  pages: {
    '': (site) => {
      const body = recipeFile('htmx-turbo', 'htmx.html', site.backend);
      const head = `<script src="/libraries/htmx.js"></script>${kitScript}`;
      return page('', head).replace(/<body>\s*<\/body>/, () => body);
    },
    '/products': (site) => recipeFile('htmx-turbo', 'htmx-fragment.html', site.backend),
  },
  check: (scene) => showsProducts(scene, '#content > #products'),
};

/** The provider is carried over from visit to visit, and with it the connection. */
export const turbo: Row = {
  name: 'recipe-turbo',
  globals: ['Turbo'],
  pages: { '': (site) => turboPage(site, 'First'), 'second.html': (site) => turboPage(site, 'Second') },
  async check(scene) {
    await showsProducts(scene);
    await scene.evaluate(() => {
      const kept = { provider: document.querySelector('live-provider'), statuses: [] as unknown[] };
      kept.provider!.addEventListener('live-status-change', (event) =>
        kept.statuses.push((event as CustomEvent).detail),
      );
      Object.assign(window, { [Symbol.for('kept')]: kept });
      document.querySelector('a')!.click();
    });
    await scene.until('the second page', () => document.querySelector('h1')!.textContent === 'Second');
    await showsProducts(scene);
    const carried = await scene.evaluate(() => {
      const kept = (window as unknown as Record<symbol, { provider: Element; statuses: unknown[] }>)[
        Symbol.for('kept')
      ]!;
      return { same: kept.provider === document.querySelector('live-provider'), statuses: kept.statuses };
    });
    assert.deepEqual(carried, { same: true, statuses: [] });
  },
};

function turboPage(site: Site, title: string): string {
  const provider = recipeFile('htmx-turbo', 'turbo.html', site.backend);
  const list = recipeFile('htmx-turbo', 'htmx-fragment.html', site.backend);
  const head = `<script src="/libraries/turbo.js"></script>${kitScript}`;
  return page(`${provider}<h1>${title}</h1><a href="second.html">Second</a>${list}`, head);
}
