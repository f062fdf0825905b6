/** Every token and part that the reference names is there and does something, and there is no other. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { clearPage, part, parts, put, until } from '../support/page.ts';
import type { AnyRow } from '../support/scripted-connection.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import { type Described, describedElements, hasPart } from '../support/style-names.ts';
import type { TestProvider } from '../support/test-provider.ts';
import { rowTags } from '../contract/tags.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> };
type ElementClass = CustomElementConstructor & { readonly elementStyles: readonly { readonly cssText: string }[] };

/** Rows among which every value of every short list is. */
const varied: { readonly [table: string]: readonly object[] } = {
  products: [{ stock: 0 }, { status: 'draft' }, { status: 'archived' }],
  customers: [{ status: 'lead' }, { name: 'Zoe' }, { status: 'churned' }],
  acquisitions: [{ status: 'pending' }, { status: 'refunded' }],
  interactions: ['email', 'meeting', 'chat', 'note'].map((kind) => ({ kind })),
  tickets: [{ priority: 'high' }, { priority: 'normal', status: 'pending' }, { status: 'resolved' }],
  comments: [{ internal: true }],
  attachments: ['application/zip', 'text/plain'].map((mime_type) => ({ mime_type })),
};

const statuses = ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'] as const;
const problem: Problem = { code: 'no-permission', message: 'Refused.', remedy: 'Add a policy.', permanent: true };
const odd = ['rgb(1, 2, 3)', '7.3px', '937', '3s', 'sticky'];
const looked =
  'color backgroundColor position borderTopColor borderInlineStartColor borderTopWidth borderTopLeftRadius paddingTop rowGap maxHeight ' +
  'marginTop fontSize fontWeight lineHeight width height gridTemplateColumns transitionDuration containIntrinsicBlockSize';

/** Everything a reader could see of an element, as far as tokens go. Of a long list, the frame and the first rows do. */
function look(element: Element): string {
  const first = [...element.shadowRoot!.querySelectorAll('*')].slice(0, 200);
  const nodes = first.filter((node) => node.checkVisibility());
  return nodes
    .flatMap((node) => [getComputedStyle(node), getComputedStyle(node, '::before')])
    .flatMap((style) => looked.split(' ').map((property) => style[property as 'color']))
    .join();
}

function changes(element: HTMLElement, token: string): boolean {
  // What fades would still look as before.
  element.style.setProperty('--live-duration', '0s');
  const before = look(element);
  const changed = odd.some((value) => {
    element.style.setProperty(token, value);
    return look(element) !== before;
  });
  element.removeAttribute('style');
  return changed;
}

async function list(tag: string, table: string, needs: string, rows: readonly AnyRow[]): Promise<AnyElement> {
  const provider = put<TestProvider>(`<test-provider><${tag} ${needs}></${tag}></test-provider>`);
  const element = provider.firstElementChild as AnyElement;
  await until(() => provider.connection.queries.length === 1);
  const query = provider.connection.queries[0]!;
  query.hasMore = true;
  query.show(rows);
  await element.updateComplete;
  return element;
}

/** Somebody else looks at what the element shows. */
async function bringSomebody(element: AnyElement): Promise<void> {
  const { rooms, watchers } = (element.parentElement as TestProvider).connection;
  await until(() => rooms.size + watchers.size > 0);
  const people = [{ key: 'anna', name: 'Anna' }];
  rooms.forEach((tell) => tell(people));
  watchers.forEach((tell) => tell(new Map([[parts(element, 'row')[0]!.dataset['key']!, people]])));
  await element.updateComplete;
}

function variedRows(table: string): AnyRow[] {
  return [...sampleRows(table, 1), ...varied[table]!.map((values, index) => sampleRow(table, `v-${index}`, values))];
}

/** Every element of that tag in every state in which it looks different. */
async function inEveryState(tag: string): Promise<AnyElement[]> {
  const row = rowTags.find(({ name }) => name === tag);
  if (row) {
    const { table, needs } = row;
    // All that an author can ask for, so that every part is there.
    const hasPresence = 'presence' in customElements.get(tag)!.prototype;
    const asked = `${needs} group-by="id" searchable href="/{id}" ${hasPresence ? 'presence' : ''}`;
    const full = await list(tag, table!, asked, variedRows(table!));
    if (hasPresence) await bringSomebody(full);
    const long = await list(tag, table!, needs, sampleRows(table!, 140));
    const empty = await list(tag, table!, needs, []);
    const failing = put<AnyElement>(
      `<test-provider><${tag} ${needs}></${tag}></test-provider>`,
    ) as unknown as TestProvider;
    await until(() => failing.connection.queries.length === 1);
    const loading = failing.firstElementChild!.cloneNode() as AnyElement;
    failing.append(loading);
    failing.connection.queries[0]!.become('error', problem);
    await until(() => failing.connection.queries.length === 2);
    await loading.updateComplete;
    return [full, long, empty, failing.firstElementChild as AnyElement, loading];
  }
  return Promise.all(
    statuses.map(async (status) => {
      const provider = put<TestProvider>(`<test-provider><${tag} show-label></${tag}></test-provider>`);
      const error = status === 'error' ? problem : null;
      provider.connection.become(status, { error });
      const element = provider.firstElementChild as AnyElement;
      if (tag === 'live-connection-banner' && status !== 'connected') {
        await until(() => element.matches(':state(visible)'));
      }
      await element.updateComplete;
      return element;
    }),
  );
}

const elements = (await describedElements()).filter(({ cssParts }) => cssParts);
const lists = elements.filter(({ tagName }) => rowTags.some(({ name }) => name === tagName));
const drawn = elements.filter(({ cssProperties }) => cssProperties);
const kitTokens = lists[0]!.cssProperties!.filter(({ name }) => !name.startsWith(`--${lists[0]!.tagName}-`));

function styleText(tag: string): string {
  return (customElements.get(tag) as ElementClass).elementStyles.map(({ cssText }) => cssText).join('\n');
}

/** What stands after a token's comma, in public names. */
function fallbacks(text: string, token: string): string[] {
  return text
    .split(`var(${token}`)
    .slice(1)
    .flatMap((rest) => {
      if (!rest.startsWith(',')) return [];
      let depth = 1;
      const end = [...rest].findIndex((letter) => (depth += letter === '(' ? 1 : letter === ')' ? -1 : 0) === 0);
      return [rest.slice(1, end).replaceAll(/\s+/g, ' ').trim().replaceAll('--_', '--live-')];
    });
}

describe('tokens', () => {
  afterEach(clearPage);

  for (const { tagName, cssProperties = [] } of drawn) {
    it(`of ${tagName} are those its styles ask for, with the defaults they give`, () => {
      const text = styleText(tagName);
      const known = new Set([...cssProperties, ...kitTokens].map(({ name }) => name));
      const used = [...text.matchAll(/var\((--live-[\w-]+)/g)].map(([, name]) => name!);
      expect(used.filter((name) => !known.has(name))).to.deep.equal([]);
      for (const { name, default: value } of cssProperties) {
        expect(used, name).to.include(name);
        const given = fallbacks(text, name);
        expect(given.length ? given : ['var(--live-row-padding)'], name).to.include(value);
      }
    });

    it(`of ${tagName} change it`, async () => {
      const own = cssProperties.filter(({ name }) => name.startsWith(`--${tagName}-`));
      const shown = await inEveryState(tagName);
      const idle = own.filter(({ name }) => !shown.some((element) => changes(element, name)));
      expect(idle.map(({ name }) => name)).to.deep.equal([]);
    });
  }

  it('of the whole kit change some element', async () => {
    const shown = [
      ...(await inEveryState('live-ticket-feed')),
      ...(await inEveryState('live-product-list')),
      ...(await inEveryState('live-comment-thread')),
    ];
    const pill = part(shown[0]!, 'new-rows')!;
    (pill.parentElement as HTMLElement).hidden = false;
    // What lights up for a moment is looked at in row-highlight.test.ts.
    const lasting = kitTokens.filter(({ name }) => name !== '--live-highlight');
    const idle = lasting.filter(({ name }) => !shown.some((element) => changes(element, name)));
    expect(idle.map(({ name }) => name)).to.deep.equal([]);
  });
});

describe('parts', () => {
  afterEach(() => {
    document.adoptedStyleSheets = [];
    clearPage();
  });

  const reach = (tag: string, names: readonly string[]): void => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(names.map((name) => `${tag}::part(${name}) { --reached-${name}: yes; }`).join('\n'));
    document.adoptedStyleSheets = [sheet];
  };

  const named = ({ cssParts = [] }: Described): string[] => cssParts.map(({ name }) => name);

  async function shownOf(tag: string): Promise<Element[]> {
    if (!['live-value', 'live-count'].includes(tag)) return inEveryState(tag);
    const needs = 'table="products" row-id="row-0" field="name"';
    return [await list(tag, 'products', needs, sampleRows('products', 1))];
  }

  for (const element of elements) {
    const { tagName } = element;
    it(`of ${tagName} are those of the reference, and a page reaches each`, async () => {
      const shown = await shownOf(tagName);
      reach(tagName, named(element));
      for (const name of named(element)) {
        const found = shown.flatMap((each) => parts(each, name));
        expect(found.length, name).to.be.above(0);
        expect(getComputedStyle(found[0]!).getPropertyValue(`--reached-${name}`), name).to.equal('yes');
      }
      const all = new Set(
        shown.flatMap((each) => [...each.shadowRoot!.querySelectorAll('[part]')]).flatMap((node) => [...node.part]),
      );
      // A field's long name needs no entry, nor has the short one where the columns are the author's.
      const fields = [...all].flatMap((name) => /^field-(.+)$/.exec(name)?.[1] ?? []);
      const plain = [...all].filter((name) => !name.startsWith('field-'));
      const unknown = plain.filter((name) => !hasPart(element, name));
      const free = ['live-list', 'live-value'].includes(tagName) ? fields : [];
      expect(unknown.filter((name) => !free.includes(name))).to.deep.equal([]);
    });
  }

  it('written in a template answer to the page as those of the kit do', async () => {
    const provider = put<TestProvider>(
      '<test-provider><live-list table="products"><template><b part="offer" data-part-if="status:offer-*" ' +
        'data-text="name"></b></template></live-list></test-provider>',
    );
    await until(() => provider.connection.queries.length === 1);
    provider.connection.queries[0]!.show([sampleRow('products', 'a')]);
    reach('live-list', ['offer', 'offer-active', 'name']);
    const style = getComputedStyle(part(provider.firstElementChild!, 'offer')!);
    const reached = ['offer', 'offer-active', 'name'].map((name) => style.getPropertyValue(`--reached-${name}`));
    expect(reached).to.deep.equal(['yes', 'yes', 'yes']);
  });
});
