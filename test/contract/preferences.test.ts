/** What a reader's system asks for is kept to: narrow or enlarged pages, forced colours, reduced motion, paper. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../components/index.ts';
import { emulate } from '../support/emulate.ts';
import { onlyWhere } from '../support/only-where.ts';
import { assertSame, clearPage, frame, mount, part, parts, put, seen, until } from '../support/page.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import { type TestProvider } from '../support/test-provider.ts';
import { rowTags } from './tags.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> };

/** Words without a place to break, as names and addresses are. */
const unbroken = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** Every list with a row of ordinary and a row of unbroken words, a value and a count in a text, dot and banner. */
async function everything(): Promise<TestProvider> {
  const lists = rowTags.map(({ name, needs }) => `<${name} class="list" ${needs}></${name}>`);
  const provider = put<TestProvider>(
    `<test-provider><live-status-dot show-label></live-status-dot><live-connection-banner></live-connection-banner>` +
      `${lists.join('')}<p>Of <live-count table="tickets"></live-count></p></test-provider>`,
  );
  const elements = [...provider.querySelectorAll<AnyElement>('.list, [table]:not(.list)')];
  await until(() => provider.connection.queries.length === elements.length);
  for (const rows of provider.connection.queries) {
    const { table } = rows.spec;
    const plain = sampleRow(table, 'row-0');
    const names = ['subject', 'name', 'summary', 'body', 'file_name', 'requester', 'company', 'email'];
    const long = Object.fromEntries(names.filter((name) => name in plain).map((name) => [name, unbroken]));
    rows.hasMore = true;
    rows.show([plain, sampleRow(table, 'row-1', long)]);
  }
  provider.connection.become('reconnecting');
  await until(() => provider.querySelector('live-connection-banner')!.matches(':state(visible)'));
  for (const element of elements) await element.updateComplete;
  await frame();
  return provider;
}

/** Elements that stick out of the page, or whose words are cut off by a box of theirs. */
function cut(provider: TestProvider): string[] {
  const found: string[] = [];
  const width = document.documentElement.clientWidth;
  for (const host of provider.querySelectorAll('*')) {
    for (const element of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
      if (!element.checkVisibility() || element.closest('.visually-hidden')) continue;
      const { left, right, width: own } = element.getBoundingClientRect();
      const clips = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      if (own > 0 && (left < -0.5 || right > width + 0.5 || (clips && element.clientWidth > 0))) {
        found.push(`${host.localName} ${element.getAttribute('part') ?? element.className.toString()} ${right}`);
      }
    }
  }
  return found;
}

/** What a scrollbar leaves of it, in engines whose scrollbars take room. */
function pageWidth(width: number): number {
  expect(innerWidth).to.equal(width);
  return document.documentElement.clientWidth;
}

describe('what a reader asks for', () => {
  afterEach(async () => {
    clearPage();
    document.body.style.fontSize = '';
    await setViewport({ width: 800, height: 600 });
    await emulate();
  });

  onlyWhere('narrow window')(
    'is kept to at 320 pixels: nothing is cut and the page does not scroll sideways',
    async () => {
      await setViewport({ width: 320, height: 800 });
      const provider = await everything();
      expect(cut(provider)).to.deep.equal([]);
      expect(document.scrollingElement!.scrollWidth).to.equal(pageWidth(320));
    },
  );

  it('is kept to with letters of twice the size in 640 pixels', async () => {
    await setViewport({ width: 640, height: 800 });
    document.body.style.fontSize = '200%';
    const provider = await everything();
    const [first] = parts(provider.querySelector('live-ticket-feed')!, 'subject');
    expect(getComputedStyle(first!).fontSize).to.equal('32px');
    expect(cut(provider)).to.deep.equal([]);
    expect(document.scrollingElement!.scrollWidth).to.equal(pageWidth(640));
  });

  onlyWhere('emulate')('is kept to in forced colours: what only a ground told is told by a line', async () => {
    await emulate({ 'forced-colors': 'active' });
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2), 'stale');
    await element.updateComplete;
    const lineOf = (name: string): string => getComputedStyle(part(element, name)!).borderTopStyle;
    expect(lineOf('status')).to.equal('solid');
    expect(seen(part(element, 'status'))).to.equal('Open');
    expect(lineOf('list')).to.equal('dashed');
    part(element, 'list')!.dispatchEvent(new PointerEvent('pointerenter'));
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    const problem = { code: 'backend-error', message: 'It failed.', remedy: 'Wait.', permanent: false } as const;
    rows.become('error', problem);
    await element.updateComplete;
    expect([lineOf('new-rows'), lineOf('error'), lineOf('retry')]).to.deep.equal(['solid', 'solid', 'solid']);
    const row = parts(element, 'row')[1]!;
    row.focus();
    expect(getComputedStyle(row).outlineStyle).to.equal('solid');
    const provider = await everything();
    const banner = part(provider.querySelector('live-connection-banner')!, 'banner')!;
    expect(getComputedStyle(banner).borderTopStyle).to.equal('solid');
  });

  onlyWhere('emulate')('is kept to with reduced motion: nothing moves', async () => {
    const roots = (): ShadowRoot[] => [...document.querySelectorAll('*')].flatMap((host) => host.shadowRoot ?? []);
    const moving = (): number =>
      roots().flatMap((root) => root.getAnimations().filter(({ playState }) => playState === 'running')).length;
    const provider = await everything();
    const loading = await mount('live-product-list');
    await loading.element.updateComplete;
    await until(() => moving() > 1);
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    await until(() => moving() === 0);
    loading.rows.show(sampleRows('products', 2));
    loading.rows.insert(sampleRow('products', 'new'), 'row-0');
    loading.rows.update('row-1', { price: 3 });
    provider.connection.become('connecting');
    await frame();
    expect(moving()).to.equal(0);
  });

  onlyWhere('emulate')('is kept to on paper: the rows and of when they are, and nothing to press', async () => {
    const { provider, element, rows } = await mount('live-ticket-feed', 'searchable');
    provider.insertAdjacentHTML('beforeend', '<live-connection-banner></live-connection-banner>');
    rows.hasMore = true;
    rows.show(sampleRows('tickets', 300), 'stale');
    rows.synced(new Date(2026, 10, 22, 14, 3), 0);
    part(element, 'list')!.dispatchEvent(new PointerEvent('pointerenter'));
    rows.insert(sampleRow('tickets', 'new'), 'row-0');
    provider.connection.become('error');
    const banner = provider.querySelector('live-connection-banner')!;
    await until(() => banner.matches(':state(visible)'));
    expect(seen(part(element, 'as-of'))).to.equal('');
    const pressed = ['new-rows', 'more', 'search'];
    expect(pressed.filter((name) => !part(element, name)?.checkVisibility())).to.deep.equal([]);
    await emulate({}, 'print');
    await until(() => seen(part(element, 'as-of')) !== '');
    expect(seen(part(element, 'as-of'))).to.match(/^As of .*Nov.* 22.*2:03/);
    expect(pressed.filter((name) => part(element, name)?.checkVisibility())).to.deep.equal([]);
    expect(banner.checkVisibility()).to.equal(false);
    const last = parts(element, 'row').at(-1)!;
    expect(last.checkVisibility({ contentVisibilityAuto: true })).to.equal(true);
    await emulate();
    await until(() => seen(part(element, 'as-of')) === '');
    assertSame(parts(element, 'row').at(-1), last);
  });
});
