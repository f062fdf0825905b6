/** Draws markup as a server with `@lit-labs/ssr` does: `node test/ssr/draw.ts kit '<live-list …>'` prints it drawn. */
import { createRequire } from 'node:module';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

const [, , kit = '', markup = ''] = process.argv;
// By the package's own name, and so as those who install it get it.
await import(createRequire(`${kit}/package.json`).resolve('livetags/all'));

const strings = Object.assign([markup], { raw: [markup] });
process.stdout.write(await collectResult(render(html(strings))));
