/** docs/reference.md, and the tables of docs/theming.md, as the manifest says them. */
import { format, resolveConfig } from 'prettier';
import { manifestView } from './manifest-view.ts';
import type { Described, Item, Kind, Manifest } from './manifest-view.ts';

type Column = readonly [title: string, cell: (item: Item) => string];

const code = (text: string | undefined): string => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');
const prose = ({ description }: Item): string => (description ?? '').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
const initial = (item: Item): string => (item.default === "''" ? '' : code(item.default));
const named = (title: string, shown = ({ name }: Item): string => code(name)): Column => [title, shown];

const columns: { readonly [K in Exclude<Kind, 'members'>]: readonly Column[] } = {
  attributes: [
    named('attribute'),
    ['type', ({ type }) => code(type?.text)],
    ['default', initial],
    ['', prose],
    ['property', ({ fieldName, name }) => (fieldName === name ? '' : code(fieldName))],
  ],
  events: [named('event'), ['type', ({ type }) => code(type?.text)], ['', prose]],
  slots: [named('slot', ({ name }) => (name ? code(name) : '(its content)')), ['', prose]],
  cssParts: [named('part'), ['', prose]],
  cssStates: [named('state'), ['', prose]],
  cssProperties: [named('token'), ['default', initial], ['', prose]],
};

const propertyColumns: readonly Column[] = [
  named('property', ({ name, readonly }) => code(name) + (readonly ? ' (read)' : '')),
  ['type', ({ type }) => code(type?.text)],
  ['', prose],
];
const methodColumns: readonly Column[] = [
  named('method', ({ name, parameters = [] }) => code(`${name}(${parameters.map((each) => each.name).join(', ')})`)),
  ['answers', (method) => code(method.return?.type?.text)],
  ['', prose],
];

function table(items: readonly Item[] | undefined, shown: readonly Column[]): string {
  if (!items?.length) return '';
  // A column in which nothing stands says nothing.
  const used = shown.filter(([, cell]) => items.some((item) => cell(item) !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rows = items.map((item) => line(used.map(([, cell]) => cell(item))));
  return `\n${line(used.map(([title]) => title))}${line(used.map(() => '---'))}${rows.join('')}`;
}

/** Properties that no attribute sets, and of a method with several signatures the first: it is the one described. */
function membersOf(element: Described): { properties: readonly Item[]; methods: readonly Item[] } {
  const members = element.members ?? [];
  return {
    properties: members.filter(({ kind, attribute }) => kind === 'field' && !attribute),
    methods: members.filter(
      ({ kind, name }, index) => kind === 'method' && members.findIndex((each) => each.name === name) === index,
    ),
  };
}

function looks(element: Described): string {
  return (['cssParts', 'cssStates', 'cssProperties'] as const)
    .map((kind) => table(element[kind], columns[kind]))
    .join('');
}

function section(element: Described, note = ''): string {
  const { properties, methods } = membersOf(element);
  return [
    `\n## ${element.tagName}\n`,
    `\n${element.description ?? note}\n`,
    element.description ? note : '',
    table(element.attributes, columns.attributes),
    table(properties, propertyColumns),
    table(methods, methodColumns),
    table(element.events, columns.events),
    table(element.slots, columns.slots),
    looks(element),
  ].join('');
}

const generated = '<!-- Written by `npm run manifest` from the JSDoc of the elements: change it there. -->\n';

export async function referencePage(manifest: Manifest): Promise<string> {
  const { everyList, elements } = manifestView(manifest);
  const hint = '\nBesides, it has what [every list](#every-list) has.\n';
  return pretty(
    `${generated}\n# Reference\n\nEvery element with its attributes, properties, methods, events, slots, parts, states and tokens. ` +
      `How to use the last three: [theming](theming.md).\n` +
      section(everyList, 'What all elements have that show rows.') +
      elements.map((element) => section(element, element.isList ? hint : '')).join(''),
  );
}

/** Fills what stands between `<!-- map: … -->` and `<!-- end -->`. */
export async function themingPage(page: string, manifest: Manifest): Promise<string> {
  const { everyList, elements } = manifestView(manifest);
  const maps: { readonly [name: string]: () => string } = {
    tokens: () => table(everyList.cssProperties, columns.cssProperties),
    lists: () => looks({ ...everyList, cssProperties: [] }),
    elements: () =>
      elements
        .map((element) => [element.tagName, looks(withoutKitTokens(element))] as const)
        .map(([name, tables]) => (tables === '' ? '' : `\n### ${name}\n${tables}`))
        .join(''),
  };
  return pretty(
    page.replaceAll(
      /(<!-- map: (\w+) -->\n).*?(<!-- end -->)/gs,
      (_, begin: string, name: string, end: string) => `${begin}${maps[name]!()}\n${end}`,
    ),
  );
}

/** Those of the kit are told once. */
function withoutKitTokens(element: Described): Described {
  const own = `--${element.tagName}-`;
  return { ...element, cssProperties: element.cssProperties?.filter(({ name }) => name.startsWith(own)) };
}

async function pretty(markdown: string): Promise<string> {
  return format(markdown, { ...(await resolveConfig('docs/reference.md')), parser: 'markdown' });
}
