/** `max-events` in a page: a list that is told too much says that it is not live, and ends with the rows of the table. */
import { expect } from '@open-wc/testing';
import type { LiveProvider } from '../../components/provider/provider.element.ts';
import '../../components/provider/provider.ts';
import '../../components/product-list/product-list.ts';
import type { Problem } from '../../src/domain/status.ts';
import { MemoryProject } from '../../src/testing/index.ts';
import { clearPage, part, put, seen, until } from '../support/page.ts';

describe('max-events', () => {
  afterEach(clearPage);

  it('turns a list to reads while more come, and back', async () => {
    const project = new MemoryProject({ products: [{ id: '1', name: 'Lamp', stock: 0 }] });
    const provider = put<LiveProvider>(
      '<live-provider max-events="20"><live-product-list lang="en"></live-product-list></live-provider>',
    );
    const problems: Problem[] = [];
    provider.addEventListener('live-error', ({ detail }) => problems.push(detail));
    project.serve(provider);
    const list = provider.querySelector('live-product-list')!;
    await until(() => list.status === 'live');
    for (let stock = 1; stock <= 200; stock++) project.update('products', '1', { name: `Lamp ${stock}` });
    await list.updateComplete;
    expect(list.status).to.equal('stale');
    expect(list.matches(':state(stale)')).to.equal(true);
    expect(seen(part(list, 'stale'))).to.match(/^Not live/);
    expect(list.rows[0]!.name).not.to.equal('Lamp 200');
    expect(problems.map(({ code }) => code)).to.deep.equal(['too-many-changes']);
    await until(() => list.status === 'live');
    expect(list.rows[0]!.name).to.equal('Lamp 200');
    expect(provider.stats.overflows).to.equal(1);
    project.update('products', '1', { name: 'Lamp again' });
    expect(list.rows[0]!.name).to.equal('Lamp again');
    expect(list.status).to.equal('live');
  });

  it('says what it cannot read, and goes on without', async () => {
    const problems: Problem[] = [];
    const listen = (event: Event): number => problems.push((event as CustomEvent<Problem>).detail);
    const provider = document.createElement('live-provider');
    provider.addEventListener('live-error', listen);
    provider.setAttribute('max-events', 'many');
    provider.setAttribute('pause-off-screen', 'soon');
    const place = put<HTMLElement>('<div></div>');
    new MemoryProject({ products: [] }).serve(provider);
    place.append(provider);
    await until(() => provider.status === 'connected');
    expect(problems.map(({ code }) => code)).to.deep.equal(['bad-attribute', 'bad-attribute']);
    expect(problems.map(({ message }) => message).join()).to.match(/pause-off-screen.*"soon".*max-events/s);
  });
});
