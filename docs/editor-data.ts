/** What editors offer and explain while somebody writes a tag: VS Code's custom data and JetBrains' web types. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import type { Manifest } from './manifest-view.ts';

const files = {
  'docs/editors/html-data.json': 'html.json',
  'docs/editors/css-data.json': 'css.json',
  'docs/editors/web-types.json': 'web-types.json',
} as const;

export const editorPaths = Object.keys(files) as readonly (keyof typeof files)[];

/** The tokens of all lists and the parts are offered where they are written; a tag's own bubble stays readable. */
const short = { hideCssPropertiesDocs: true, hideCssPartsDocs: true, hideLogs: true };

/** In the order of `editorPaths`. */
export function editorData(manifest: Manifest): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'livetags-editors-'));
  try {
    generateVsCodeCustomElementData(manifest, {
      outdir,
      htmlFileName: files['docs/editors/html-data.json'],
      cssFileName: files['docs/editors/css-data.json'],
      ...short,
    });
    generateJetBrainsWebTypes(manifest, {
      outdir,
      webTypesFileName: files['docs/editors/web-types.json'],
      packageJson: false,
      ...short,
    });
    return Object.values(files).map((name) => {
      const data: unknown = JSON.parse(readFileSync(join(outdir, name), 'utf8'));
      return `${JSON.stringify(data)}\n`;
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
