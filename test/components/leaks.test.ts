/** What leaves the page leaves nothing behind: no query, no listener, no timer, no element. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { clearPage, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { TestProvider } from '../support/test-provider.ts';
import { rowTags } from '../contract/tags.ts';

describe('coming and going', () => {
  afterEach(clearPage);

  it('ten times leaves one query open for each list that is there', async () => {
    const provider = new TestProvider();
    const around = document.createElement('div');
    around.className = 'test-place';
    around.append(provider);
    document.body.append(around);
    for (let round = 1; round <= 10; round += 1) {
      provider.innerHTML = rowTags.map(({ name, needs }) => `<${name} ${needs}></${name}>`).join('');
      await until(() => provider.connection.queries.length === round * rowTags.length);
      await until(() => provider.connection.open.length === rowTags.length);
      for (const rows of provider.connection.open) rows.show(sampleRows(rows.spec.table, 3));
    }
    expect(provider.connection.observers).to.equal(rowTags.length);
    provider.replaceChildren();
    await until(() => provider.connection.open.length === 0);
    expect(provider.connection.queries.filter((rows) => rows.observed)).to.have.length(0);
    expect(provider.connection.observers).to.equal(0);
  });

  it('leaves nothing on the page but what an announcement needs', () => {
    const added = [...document.body.children].filter((child) => !child.matches('.test-place, script'));
    expect(added.map(({ localName }) => localName)).to.deep.equal([]);
    expect(document.head.querySelectorAll('style, link[rel=stylesheet]')).to.have.length(0);
  });
});
