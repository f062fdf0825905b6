/** Before the script has come, and when it does not come: `pre-upgrade.css`, and what the classic loader says. */
import { expect } from '@open-wc/testing';
import { clearPage, mount, put, seen, until } from '../support/page.ts';
import { rowTags, tags } from '../contract/tags.ts';

describe('before an element is defined', () => {
  const style = document.createElement('link');
  before(async () => {
    style.rel = 'stylesheet';
    style.href = new URL('../../components/pre-upgrade.css', import.meta.url).href;
    const loaded = new Promise((resolve) => style.addEventListener('load', resolve));
    document.head.append(style);
    await loaded;
  });
  after(() => style.remove());
  afterEach(() => clearPage());

  it('a list keeps its place, and shows what its author put into it', () => {
    for (const { name } of rowTags) {
      expect(customElements.get(name), name).to.equal(undefined);
      const list = put(`<${name}>The last known rows</${name}>`);
      list.style.fontSize = '10px';
      expect(list.getBoundingClientRect().height, name).to.equal(120);
      expect(list.getBoundingClientRect().width, name).to.equal(list.parentElement!.clientWidth);
      expect(seen(list), name).to.equal('The last known rows');
    }
  });

  it('the others take the place they will have, and hide nothing that is in them', () => {
    const provider = put('<live-provider><p>The page</p></live-provider>');
    expect(getComputedStyle(provider).display).to.equal('contents');
    expect(seen(provider.querySelector('p'))).to.equal('The page');
    expect(put('<live-connection-banner></live-connection-banner>').getClientRects()).to.have.length(0);
    const dot = put('<p>Status: <live-status-dot></live-status-dot></p>').querySelector('live-status-dot')!;
    expect(dot.getBoundingClientRect().width).to.be.greaterThan(8);
    expect(seen(put('<p>We have <live-count>many</live-count></p>'))).to.equal('We have many');
  });

  it('and once it is defined, the place is kept until the first rows are there', async () => {
    await tags.find(({ name }) => name === 'live-list')!.load();
    const { element, rows } = await mount('live-list', 'table="courses" style="--live-min-block-size: 500px"');
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.equal(500);
    rows.show([{ id: 'a', title: 'A course' }]);
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.be.lessThan(500);
  });

  it('the classic loader says so when it finds no livetags.js', async () => {
    const errors: string[] = [];
    const { error } = console;
    console.error = (text: string) => errors.push(text);
    try {
      await import('../../components/classic-loader.ts');
      await until(() => errors.length > 0);
    } finally {
      console.error = error;
    }
    expect(errors).to.have.length(1);
    expect(errors[0]).to.match(/^livetags\.js could not be loaded: .*\[livetags: load-failed\]$/);
  });
});
