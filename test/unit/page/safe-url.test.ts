/** Addresses from data never run. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeLink, safePicture } from '../../../src/page/safe-url.ts';

describe('safe addresses', () => {
  it('links: web, mail, telephone and relative ones', () => {
    const fine = [
      'https://a.example/b?c#d',
      'http://a',
      '/a',
      'a/b.pdf',
      '?q=1',
      '#top',
      '//a.example',
      'mailto:a@b',
      'tel:+1',
    ];
    for (const address of fine) assert.equal(safeLink(address), address);
  });

  it('pictures: web and relative ones', () => {
    for (const address of ['https://a.example/b.png', '/b.png']) assert.equal(safePicture(address), address);
    for (const address of ['mailto:a@b', 'data:image/png;base64,AA', 'blob:x'])
      assert.equal(safePicture(address), null);
  });

  it('nothing else, however it is written', () => {
    const bad = [
      'javascript:alert(1)',
      'JAVASCRIPT:alert(1)',
      ' \u0001javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'http://',
      '',
      '  ',
      null,
      undefined,
      7,
      {},
    ];
    for (const address of bad) assert.equal(safeLink(address), null, JSON.stringify(address));
  });
});
