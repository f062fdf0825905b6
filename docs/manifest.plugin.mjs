import { globSync, readFileSync } from 'node:fs';

/**
 * Keeps the manifest to what a page may use: public members, events that a `@fires` names, published paths.
 *
 * The analyzer takes the one `dispatchEvent` helper of the base class for an event of every element, and lists what is
 * private or protected. The tokens of the whole kit are documented where they are defined, and belong to every list.
 */
const published = (path) =>
  path
    ?.replace(/^\//, '')
    .replace(/\.ts$/, '.js')
    .replace(/^(components|src)\//, 'dist/npm/$1/');

export function publicOnly() {
  return {
    name: 'livetags-public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = published(module.path);
        for (const exported of module.exports ?? []) {
          if (exported.declaration?.module) exported.declaration.module = published(exported.declaration.module);
        }
        for (const declaration of module.declarations ?? []) {
          keepPublic(declaration);
          if (isList(declaration)) (declaration.cssProperties ??= []).push(...kitTokens());
        }
        // What a base class gives has been inherited by now; itself it is no element.
        module.declarations = module.declarations?.filter(({ tagName }) => tagName !== undefined);
        module.declarations?.sort((a, b) => a.name.localeCompare(b.name));
      }
      customElementsManifest.modules = customElementsManifest.modules.filter(
        ({ declarations }) => declarations?.length > 0,
      );
      customElementsManifest.modules.sort((a, b) => a.path.localeCompare(b.path));
    },
  };
}

const isList = ({ cssParts }) => cssParts?.some(({ name }) => name === 'rows');

function kitTokens() {
  const file = readFileSync('components/shared/element/tokens.styles.ts', 'utf8');
  return [...file.matchAll(/@cssprop \[(\S+?)=(.+)\] - (.+)$/gm)].map(([, name, value, description]) => ({
    description,
    name,
    default: value,
    inheritedFrom: { name: 'RowList', module: 'dist/npm/components/shared/list/row-list.js' },
  }));
}

/** What every element of HTML has: ours only tell what their events carry. */
const inherited = new Set(['connectedMoveCallback', 'addEventListener', 'removeEventListener']);

/** `AnnounceMode` → `'off' | 'summary' | 'items'`: editors offer the words, and readers see them. */
const unions = new Map(
  globSync('components/shared/**/*.ts').flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const lists = new Map(
      [...source.matchAll(/^const (\w+) = \[(.+)\] as const;$/gm)].map(([, name, words]) => [name, words]),
    );
    return [...source.matchAll(/^export type (\w+) = (?:\(typeof (\w+)\)\[number\]|('.+'));$/gm)].map(
      ([, name, list, words]) => [name, words ?? lists.get(list)?.split(', ').join(' | ')],
    );
  }),
);

function keepPublic(declaration) {
  const isPublic = ({ name, privacy }) =>
    privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#') && !inherited.has(name);
  declaration.members = declaration.members?.filter(isPublic);
  // A subclass that gives a property another default gives it to the attribute too.
  for (const attribute of declaration.attributes ?? []) {
    const member = declaration.members.find((each) => each.attribute === attribute.name);
    if (member) attribute.default = member.default;
  }
  for (const { type } of [...(declaration.members ?? []), ...(declaration.attributes ?? [])]) {
    if (type) type.text = unions.get(type.text) ?? type.text;
  }
  declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('live-'));
  if (declaration.superclass?.module) declaration.superclass.module = published(declaration.superclass.module);
  for (const each of Object.values(declaration).flat()) {
    if (each?.inheritedFrom?.module) each.inheritedFrom.module = published(each.inheritedFrom.module);
  }
}
