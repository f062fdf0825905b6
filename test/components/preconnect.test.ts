/** The way to a project is opened before the kit has come. */
import { expect } from '@open-wc/testing';
import { preconnect } from '../../components/preconnect.ts';

describe('preconnect', () => {
  it('goes to the address of every provider, without cookies, and to nothing else', () => {
    const page = document.implementation.createHTMLDocument();
    page.body.innerHTML = `
      <live-provider url="https://one.example" api-key="k"></live-provider>
      <acme-provider url="http://127.0.0.1:54321" api-key="k"></acme-provider>
      <live-provider url="javascript:alert(1)" api-key="k"></live-provider>
      <live-provider url="…" api-key="k"></live-provider>
      <a url="https://two.example">no provider</a>`;
    preconnect(page);
    const links = [...page.head.querySelectorAll('link')];
    expect(links.map(({ rel, crossOrigin, href }) => [rel, crossOrigin, href])).to.deep.equal([
      ['preconnect', 'anonymous', 'https://one.example/'],
      ['preconnect', 'anonymous', 'http://127.0.0.1:54321/'],
    ]);
  });
});
