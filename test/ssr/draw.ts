/** Draws markup as a server with `@lit-labs/ssr` does: `node test/ssr/draw.ts '<live-list …>'` prints it drawn. */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

// By the package's own name, and so as those who install it get it.
const entry: string = 'livetags/all';
await import(entry);

const markup = process.argv[2] ?? '';
const strings = Object.assign([markup], { raw: [markup] });
process.stdout.write(await collectResult(render(html(strings))));
