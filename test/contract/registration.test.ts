/** Importing one element registers that one; all of them can also go under names of the page's own. */
import { expect } from '@open-wc/testing';
import { define } from '../../src/page/define.ts';
import { tags } from './tags.ts';

describe('registration', () => {
  const defined = (): string[] => tags.map(({ name }) => name as string).filter((name) => customElements.get(name));

  for (const { name, load } of tags) {
    it(`${name} registers only itself`, async () => {
      const before = defined();
      expect(before).not.to.include(name);
      await load();
      expect(defined().filter((other) => !before.includes(other))).to.deep.equal([name]);
    });
  }

  it('under another prefix makes elements of their own that work the same', async () => {
    const { registerAll } = await import('../../components/register-all.ts');
    registerAll({ prefix: 'acme-' });
    for (const { name } of tags) {
      const own = customElements.get(name)!;
      const other = customElements.get(name.replace('live-', 'acme-'))!;
      expect(other.prototype instanceof own, name).to.equal(true);
      const element = document.createElement(name.replace('live-', 'acme-'));
      expect(element instanceof own, name).to.equal(true);
    }
  });

  it('twice is the same as once', async () => {
    const { registerAll } = await import('../../components/register-all.ts');
    const before = tags.map(({ name }) => customElements.get(name));
    registerAll();
    expect(tags.every(({ name }, index) => customElements.get(name) === before[index])).to.equal(true);
  });

  it('of a name that something else has leaves it, says so once, and goes on with the others', () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    try {
      class Foreign extends HTMLElement {}
      class Ours extends HTMLElement {}
      class Another extends HTMLElement {}
      customElements.define('live-taken', Foreign);
      define('live-taken', Ours);
      define('live-taken', Ours);
      define('live-free', Another);
      expect(customElements.get('live-taken') === Foreign).to.equal(true);
      expect(customElements.get('live-free') === Another).to.equal(true);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/<live-taken>.*\[livetags: second-copy\]$/);
      // A class can have one name only: the second is refused by the browser, and by nobody louder than a warning.
      define('live-second-name', Another);
      expect(customElements.get('live-second-name')).to.equal(undefined);
    } finally {
      console.warn = warn;
    }
  });
});
