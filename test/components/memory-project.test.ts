/** A page under test: its own provider shows a project in memory, whenever it is told to. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import '../../components/provider/provider.ts';
import { MemoryProject } from '../../src/testing/index.ts';
import { blocks, run } from '../support/doc-examples.ts';
import { clearPage, parts, put, seen, until } from '../support/page.ts';

const products = [
  { id: '1', name: 'Desk lamp', status: 'active' },
  { id: '2', name: 'Chair', status: 'draft' },
];

const names = (): string[] => parts(document.querySelector('live-product-list')!, 'name').map((part) => seen(part));

function page(attributes = ''): HTMLElementTagNameMap['live-provider'] {
  return put(
    `<live-provider ${attributes}><live-product-list filter="status=eq.active"></live-product-list></live-provider>`,
  );
}

describe('a page with a project in memory', () => {
  afterEach(() => clearPage());

  it('shows its rows and its changes', async () => {
    const project = new MemoryProject({ products });
    project.serve(page());
    await until(() => names().length === 1);
    expect(names()).to.deep.equal(['Desk lamp']);
    project.update('products', '2', { status: 'active' });
    await until(() => names().length === 2);
    expect(names()).to.deep.equal(['Chair', 'Desk lamp']);
  });

  it('shows it in the place of a project it had already', async () => {
    const provider = page(`url="${location.origin}" api-key="sb_publishable_key"`);
    await provider.updateComplete;
    new MemoryProject({ products }).serve(provider);
    await until(() => names().length === 1);
    expect(names()).to.deep.equal(['Desk lamp']);
  });

  it('is tested as the README says', async () => {
    page();
    const [, example] = await blocks('../README.md', 'js');
    const steps: unknown[] = [];
    await run(example!, {
      MemoryProject,
      until: async (condition: () => unknown) => {
        await until(condition);
        steps.push([document.querySelector('live-product-list')!.status, ...names()]);
      },
    });
    const both = ['Armchair', 'Desk lamp'];
    expect(steps).to.deep.equal([
      ['live', 'Desk lamp'],
      ['live', ...both],
      ['stale', ...both],
      ['live', ...both],
    ]);
  });

  it('needs an element that is defined', () => {
    const project = new MemoryProject({});
    expect(() => project.serve(document.createElement('acme-provider'))).to.throw('no defined provider');
  });
});
