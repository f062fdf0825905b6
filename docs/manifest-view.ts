/** The manifest as the pages about it want it: each element with what is its own, and apart from that what every list has. */

export interface Item {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  readonly kind?: string;
  readonly attribute?: string;
  readonly fieldName?: string;
  readonly readonly?: boolean;
  readonly return?: { readonly type?: { readonly text: string } };
  readonly parameters?: readonly { readonly name: string; readonly type?: { readonly text: string } }[];
}

const kinds = ['attributes', 'members', 'events', 'slots', 'cssParts', 'cssStates', 'cssProperties'] as const;
export type Kind = (typeof kinds)[number];

export type Described = { readonly [K in Kind]?: readonly Item[] } & {
  readonly tagName: string;
  /** Its class. */
  readonly name: string;
  readonly description?: string;
  readonly summary?: string;
};

export interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Described[] }[];
}

export interface ManifestView {
  /** What all lists have alike. */
  readonly everyList: Described;
  /** The elements; of a list, what is its own. */
  readonly elements: readonly (Described & { readonly isList: boolean })[];
}

export function manifestView(manifest: Manifest): ManifestView {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  const lists = elements.filter(isList);
  const shared = Object.fromEntries(
    kinds.map((kind) => [kind, lists[0]![kind]!.filter((item) => isCommon(lists, kind, item))]),
  ) as { readonly [K in Kind]: readonly Item[] };
  const own = (element: Described): Described => ({
    ...element,
    ...Object.fromEntries(
      kinds.map((kind) => [kind, element[kind]?.filter((item) => !shared[kind].some((each) => isSame(each, item)))]),
    ),
  });
  const everyList = { tagName: 'Every list', name: 'RowList', ...shared };
  return {
    everyList,
    elements: elements.map((element) => ({
      ...(isList(element) ? own(element) : element),
      isList: isList(element),
    })),
  };
}

function isList({ cssParts }: Described): boolean {
  return cssParts?.some(({ name }) => name === 'rows') ?? false;
}

/** All lists have it, and most of them just so: the others tell what is different with them. */
function isCommon(lists: readonly Described[], kind: Kind, item: Item): boolean {
  const namesakes = lists.flatMap((list) => list[kind]?.filter(({ name }) => name === item.name) ?? []);
  return namesakes.length >= lists.length && namesakes.filter((each) => isSame(each, item)).length > lists.length / 2;
}

function isSame(one: Item, other: Item): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
