/** The autoloader: each element is fetched when the first of its tags is in the page, and no other. */
import { expect } from '@open-wc/testing';
import { discover } from '../../components/autoload.ts';
import { loaders } from '../../components/loaders.ts';
import { elementNames } from '../../components/element-names.ts';
import { clearPage, put, until } from '../support/page.ts';

const defined = (): string[] => elementNames.filter((name) => customElements.get(`live-${name}`));

/** Elements define others' names too late to take back, so each test asks for names of its own. */
describe('the autoloader', () => {
  const warnings: string[] = [];
  const { warn } = console;
  const asked: string[] = [];
  const own = { ...loaders };

  before(() => {
    console.warn = (text: string) => warnings.push(text);
    for (const name of elementNames) {
      Object.assign(loaders, {
        [name]: () => {
          asked.push(name);
          return own[name]();
        },
      });
    }
  });
  after(() => {
    console.warn = warn;
    Object.assign(loaders, own);
  });
  afterEach(() => {
    warnings.length = 0;
    asked.length = 0;
    clearPage();
  });

  it('fetches what comes into the page, once, and nothing else', async () => {
    expect(defined()).to.deep.equal([]);
    put('<p><live-status-dot></live-status-dot> <live-status-dot></live-status-dot> <live-strange></live-strange></p>');
    await until(() => defined().includes('status-dot'));
    put('<live-status-dot></live-status-dot>');
    put('<div data-live="connection-banner"></div>');
    await until(() => defined().includes('connection-banner'));
    expect(defined()).to.deep.equal(['status-dot', 'connection-banner']);
    expect(asked).to.deep.equal(['status-dot', 'connection-banner']);
    expect(warnings).to.deep.equal([]);
  });

  it("looks into a shadow root of the page's own when it is told to", async () => {
    const root = put('<div></div>').attachShadow({ mode: 'open' });
    root.innerHTML = '<live-value></live-value>';
    discover(root);
    await until(() => defined().includes('value'));
    root.innerHTML = '<section><live-list table="courses"></live-list></section>';
    await until(() => defined().includes('list'));
    expect(asked).to.deep.equal(['value', 'list']);
  });

  it('lets no tag wait for one that does not come, and tries that again with the next of its kind', async () => {
    let online = false;
    const { count } = loaders;
    Object.assign(loaders, {
      count: () => (online ? count() : Promise.reject(new Error('Failed to fetch.'))),
    });
    put('<p><live-count table="a"></live-count><live-product-list></live-product-list></p>');
    await until(() => defined().includes('product-list') && warnings.length > 0);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/^<live-count> could not be loaded: Failed to fetch\..*\[livetags: load-failed\]$/);
    expect(defined()).not.to.include('count');
    online = true;
    put('<live-count table="b"></live-count>');
    await until(() => defined().includes('count'));
  });
});
