/** axe finds nothing in any element, in any state, on a light and on a dark page. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { clearPage, put, until } from '../support/page.ts';
import type { ScriptedRows } from '../support/scripted-connection.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { type TestProvider } from '../support/test-provider.ts';
import { rowTags } from './tags.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean>; paused?: boolean };

const refused: Problem = { code: 'no-permission', message: 'Refused.', remedy: 'Add a policy.', permanent: true };
const grounds = { light: '#ffffff', dark: '#121212' } as const;
const inline =
  '<p>Stock: <live-value table="products" row-id="row-0" field="stock"></live-value> of ' +
  '<live-count table="products"></live-count></p>';

const liveRegion = '[aria-live], [role=alert], [role=status], [role=log]';

interface State {
  readonly name: string;
  readonly attributes?: string;
  readonly inside?: string;
  readonly play: (rows: ScriptedRows, element: AnyElement) => void | Promise<void>;
  /** True when every list shows what it should: the state was reached. */
  readonly reached: string;
}

const three = (rows: ScriptedRows): void => {
  rows.hasMore = true;
  rows.show(sampleRows(rows.spec.table, 3));
};

const states: readonly State[] = [
  { name: 'loading', play: () => {}, reached: ':state(loading)' },
  { name: 'live', play: three, reached: ':state(live)' },
  { name: 'empty', play: (rows) => rows.show([]), reached: ':state(empty)' },
  {
    name: 'stale',
    play: (rows) => {
      three(rows);
      rows.become('stale');
    },
    reached: ':state(stale)',
  },
  {
    name: 'error, with rows',
    play: (rows) => {
      three(rows);
      rows.become('error', refused);
    },
    reached: ':state(error)',
  },
  { name: 'error, without', play: (rows) => rows.become('error', refused), reached: ':state(error)' },
  { name: 'paused', attributes: 'paused', play: () => {}, reached: ':state(paused)' },
  {
    name: 'with new rows that wait',
    play: (rows, element) => {
      three(rows);
      // A pointer that rests on the list.
      element.shadowRoot!.querySelector('[part=list]')!.dispatchEvent(new PointerEvent('pointerenter'));
      rows.insert({ ...rows.rows[0]!, id: 'new' }, 'row-0');
    },
    reached: ':state(has-new)',
  },
  {
    name: 'with rows of a template',
    inside:
      '<template><p><b data-text="created_at | date"></b> <a href="/x">Open</a> <button>Take</button></p></template>',
    play: three,
    reached: ':state(live)',
  },
  {
    name: 'compact, grouped, searchable',
    attributes: 'density="compact" group-by="created_at" searchable',
    play: three,
    reached: ':state(live)',
  },
  { name: 'with rows that are links', attributes: 'href="/rows/{id}"', play: three, reached: ':state(live)' },
  { name: 'with rows to click', attributes: 'clickable', play: three, reached: ':state(live)' },
];

async function page(scheme: keyof typeof grounds, markup: string): Promise<TestProvider> {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = grounds[scheme];
  document.body.style.color = 'CanvasText';
  const provider = put<TestProvider>(`<test-provider>${markup}</test-provider>`);
  await until(() => provider.connection.queries.length === provider.querySelectorAll('[table], .row-list').length);
  return provider;
}

describe('accessibility', () => {
  afterEach(clearPage);

  for (const scheme of ['light', 'dark'] as const) {
    for (const { name, attributes = '', inside = '', play, reached } of states) {
      it(`of every list and value, ${name}, ${scheme}`, async () => {
        const lists = rowTags.map(
          (tag) => `<${tag.name} class="row-list" ${tag.needs} ${attributes}>${inside}</${tag.name}>`,
        );
        const provider = await page(scheme, `<h1>Page</h1><h2>Rows</h2>${lists.join('')}${inline}`);
        const elements = [...provider.querySelectorAll<AnyElement>('[table], .row-list')];
        for (const [index, element] of elements.entries()) {
          await element.updateComplete;
          const rows = provider.connection.queries[index]!;
          if (element.localName === 'live-value' || element.localName === 'live-count') three(rows);
          else await play(rows, element);
          await element.updateComplete;
        }
        const shown = elements.filter((element) => element.classList.contains('row-list'));
        expect(shown.filter((element) => !element.matches(reached)).map(({ localName }) => localName)).to.deep.equal(
          [],
        );
        // One place in the page speaks for all of them.
        const speaking = elements.filter(({ shadowRoot }) => shadowRoot!.querySelector(liveRegion));
        expect(speaking.map(({ localName }) => localName)).to.deep.equal([]);
        await expect(provider).to.be.accessible();
      });
    }

    for (const status of ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'] as const) {
      it(`of dot and banner, ${status}, ${scheme}`, async () => {
        const markup =
          '<live-status-dot show-label></live-status-dot><live-connection-banner></live-connection-banner>';
        const provider = await page(scheme, markup);
        provider.connection.become(status, { error: status === 'error' ? refused : null });
        const banner = provider.querySelector('live-connection-banner')!;
        await until(() => status === 'connected' || banner.matches(':state(visible)'));
        await banner.updateComplete;
        await expect(provider).to.be.accessible();
      });
    }
  }

  it('of a provider: it is no obstacle between a page and its elements', async () => {
    const provider = put('<live-provider><p>Words of the page</p></live-provider>');
    await expect(provider).to.be.accessible();
  });
});
