/** What changes lights up for a moment, and nothing else does. */
import { expect } from '@open-wc/testing';
import '../../components/product-list/product-list.ts';
import { emulate } from '../support/emulate.ts';
import { onlyWhere } from '../support/only-where.ts';
import { clearPage, frame, mount, part, parts } from '../support/page.ts';
import type { Mounted } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';

type List = Mounted<'live-product-list'>;

async function list(attributes = '', count = 3): Promise<List> {
  const mounted = await mount('live-product-list', attributes);
  mounted.rows.show(sampleRows('products', count));
  await mounted.element.updateComplete;
  return mounted;
}

/** The parts lit now. The observer behind it answers within two frames. */
async function lit({ element }: List): Promise<string[]> {
  for (let frames = 0; frames < 4; frames += 1) await frame();
  const animations = part(element, 'list')!.getAnimations({ subtree: true });
  return animations
    .filter((animation) => !(animation instanceof CSSTransition))
    .map((animation) => {
      const target = (animation.effect as KeyframeEffect).target as HTMLElement;
      return `${target.closest<HTMLElement>('[part~=row]')!.dataset.key} ${target.part.item(0)} ${target.part.item(1)}`;
    })
    .sort();
}

describe('the light on what changed', () => {
  afterEach(async () => {
    Reflect.deleteProperty(document, 'hidden');
    await emulate();
    clearPage();
  });

  it('is off for the first rows and for all new ones', async () => {
    const mounted = await list();
    expect(await lit(mounted)).to.deep.equal([]);
    mounted.rows.show(sampleRows('products', 4));
    expect(await lit(mounted)).to.deep.equal([]);
  });

  it('falls on the changed fields, in the colour of the token', async () => {
    const mounted = await list();
    mounted.element.style.setProperty('--live-highlight', 'rgb(1, 2, 3)');
    mounted.rows.update('row-1', { price: 51, stock: 3, updated_at: 'now' });
    expect(await lit(mounted)).to.deep.equal(['row-1 field field-price', 'row-1 field field-stock']);
    const [animation] = parts(mounted.element, 'price')[1]!.getAnimations();
    animation!.pause();
    animation!.currentTime = 0;
    expect(getComputedStyle(parts(mounted.element, 'price')[1]!).backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  it('falls on the row when it is new, or shows none of what changed', async () => {
    const mounted = await list();
    mounted.rows.insert(sampleRow('products', 'new'), 'row-1');
    mounted.rows.update('row-2', { description: 'Brighter' });
    expect(await lit(mounted)).to.deep.equal(['new row status-active', 'row-2 row status-active']);
  });

  it('passes over what the window alone did', async () => {
    const mounted = await list();
    mounted.rows.insert(sampleRow('products', 'refill'), null, null);
    mounted.rows.move('row-2', 'row-0');
    expect(await lit(mounted)).to.deep.equal([]);
  });

  it('changes no node', async () => {
    const mounted = await list();
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((more) => records.push(...more));
    mounted.rows.update('row-1', { description: 'Brighter' });
    observer.observe(mounted.element.shadowRoot!, { subtree: true, childList: true, attributes: true });
    expect(await lit(mounted)).to.have.length(1);
    expect([...records, ...observer.takeRecords()]).to.have.length(0);
    observer.disconnect();
  });

  it('is off for rows out of sight', async () => {
    const mounted = await list('', 200);
    mounted.rows.update('row-190', { price: 51 });
    mounted.rows.update('row-1', { price: 51 });
    expect(await lit(mounted)).to.deep.equal(['row-1 field field-price']);
  });

  it('is off when much changes at once', async () => {
    const mounted = await list('', 10);
    for (let index = 0; index < 10; index += 1) mounted.rows.update(`row-${index}`, { price: index });
    expect((await lit(mounted)).length).to.be.at.most(6);
    const { provider, element } = mounted;
    expect(provider.contains(element)).to.equal(true);
  });

  it('is off where it is not wanted', async () => {
    const mounted = await list('highlight="off"');
    mounted.rows.update('row-1', { price: 51 });
    expect(await lit(mounted)).to.deep.equal([]);
  });

  onlyWhere('emulate')('is off for a reader who asked for less motion', async () => {
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    const mounted = await list();
    mounted.rows.update('row-1', { price: 51 });
    expect(await lit(mounted)).to.deep.equal([]);
  });

  it('is off on a page nobody sees', async () => {
    const mounted = await list();
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    mounted.rows.update('row-1', { price: 51 });
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await lit(mounted)).to.deep.equal([]);
  });
});
