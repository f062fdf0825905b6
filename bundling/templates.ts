/** What happens to Lit and its templates in the files for pages. */
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/** Whitespace and comments in `html`, `css` and `svg` templates, which no minifier of JavaScript touches. */
export function minifiedTemplates(): Plugin {
  return {
    name: 'livetags-minified-templates',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(components|src)\/.*\.ts$/, code: /(html|css|svg)`/ },
      async handler(code, id) {
        const minified = await minifyHTMLLiterals(code, {
          fileName: id,
          // In SVG an element ends where it says so: without its slash, what follows would be inside it, and not drawn.
          html: { keepClosingSlash: true },
        });
        return minified && { code: minified.code, map: minified.map as never };
      },
    },
  };
}

/**
 * Lit makes its Trusted Types policy unguarded, under a name of its own: in files that pages load as they are, it asks
 * `trusted-types.ts` instead.
 */
export function ownPolicy(): Plugin {
  const made = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:t=>t\}\)/;
  return {
    name: 'livetags-trusted-types',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/node_modules\/lit-html\/lit-html\.js$/ },
      handler(code) {
        if (!made.test(code)) throw new Error('Lit makes its Trusted Types policy otherwise now: see ownPolicy().');
        const policy = JSON.stringify(fileURLToPath(new URL('../src/page/trusted-types.ts', import.meta.url)));
        return {
          code: `import{templatePolicy}from${policy};${code.replace(made, '$1?templatePolicy($1)')}`,
          map: null,
        };
      },
    },
  };
}
