/** Style sheets that mean the whole page. */
import assert from 'node:assert/strict';
import { kitScript, page, provider } from '../pages.ts';
import type { Row } from '../row.ts';
import type { Scene } from '../scene.ts';

/** How large the text of a row and its distances are, in pixels. */
function sizes(scene: Scene): Promise<{ text: number; padding: number; height: number }> {
  return scene.evaluate(() => {
    const row = document.querySelector('live-product-list')!.shadowRoot!.querySelector<HTMLElement>('[data-key]')!;
    const { fontSize, paddingInlineStart } = getComputedStyle(row);
    return { text: parseFloat(fontSize), padding: parseFloat(paddingInlineStart), height: row.offsetHeight };
  });
}

/** The old trick to make 1rem ten pixels. Text is as large as the text beside it, not as small as the root's. */
export const smallRoot: Row = {
  name: 'root-62.5-percent',
  pages: {
    '': (site) =>
      page(provider(site), `${kitScript}<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>`),
  },
  async check(scene) {
    await scene.live();
    const { text, padding } = await sizes(scene);
    assert.deepEqual({ text, padding }, { text: 16, padding: 16 });
  },
};

/** Resets and themes that reach for everything: they reach the element's box, not what is in it. */
export const aggressive: Row = {
  name: 'aggressive-css',
  pages: {
    '': (site) =>
      page(
        provider(site),
        `${kitScript}<style>
          * { margin: 0 !important; padding: 0 !important; border: 0 !important; float: left; }
          li, ul, [role=list], [role=listitem], button { display: none !important; }
          :is(div, section, article, span) { color: transparent !important; font-size: 3px !important; line-height: 0 }
          body { letter-spacing: 1em; text-transform: uppercase; white-space: nowrap; text-indent: 5em; text-align: right; visibility: visible }
          * + * { transform: none }
        </style>`,
      ),
  },
  async check(scene) {
    const { rows } = await scene.live();
    assert.ok(
      rows.every((row) => /[a-z]/.test(row)),
      'texts are in their own letters',
    );
    const { text, padding, height } = await sizes(scene);
    assert.deepEqual({ text, padding }, { text: 16, padding: 16 });
    assert.ok(height > 40, `a row is ${height} px high`);
    const look = await scene.evaluate(() => {
      const field = document.querySelector('live-product-list')!.shadowRoot!.querySelector('[data-key] [part~=name]')!;
      const { color, letterSpacing, textTransform, whiteSpace, textIndent } = getComputedStyle(field);
      return { color, letterSpacing, textTransform, whiteSpace, textIndent };
    });
    assert.deepEqual(look, {
      color: 'rgb(0, 0, 0)',
      letterSpacing: 'normal',
      textTransform: 'none',
      whiteSpace: 'normal',
      textIndent: '0px',
    });
  },
};
