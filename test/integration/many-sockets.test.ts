/** Forty real sockets on the embedded backend: one write reaches them all, and a restart brings them all back. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sockets } from '../scale/sockets.ts';

it('forty pages hear one write by the stream, and are all live again after a restart', async () => {
  const figures = await sockets(40);
  console.log(JSON.stringify(figures));
  assert.equal(figures.heard, 40);
  assert.equal(figures.joins, 40, 'each page joins once');
  assert.ok(figures.reads <= 40 * 10, `${figures.reads} reads`);
});
