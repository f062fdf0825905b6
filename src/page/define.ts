/**
 * Defines elements so that any number of copies and versions of the kit can share a page.
 *
 * An unguarded second bundle dies half-way: the elements before the clash exist, the ones after it never do. So the
 * first definition of a tag wins, nothing ever throws, and a different version is said once.
 */
import { ContextRoot } from '@lit/context';
import { version } from './version.ts';
import { warn } from './warn.ts';

interface Copy {
  readonly version: string;
  readonly url: string;
}

/** What the copies on one page know of each other. Structural and only ever added to: other versions read it too. */
interface PageRegistry {
  readonly copies: Copy[];
  /** Tag → version of the copy that defined it. */
  readonly tags: Map<string, string>;
  contextRoot?: object;
}

const registryKey = Symbol.for('livetags');

function pageRegistry(): PageRegistry {
  const page = globalThis as unknown as { [registryKey]?: PageRegistry };
  return (page[registryKey] ??= { copies: [], tags: new Map() });
}

function announceCopy(registry: PageRegistry): void {
  const url = import.meta.url;
  if (!registry.copies.some((copy) => copy.url === url && copy.version === version)) {
    registry.copies.push({ version, url });
  }
}

/**
 * Requests made before a provider exists are kept by a ContextRoot and asked again later. It has to listen before the
 * first element is defined: one that upgraded earlier would have asked nobody, and stay empty for ever.
 */
function installContextRoot(registry: PageRegistry): void {
  if (registry.contextRoot || typeof document === 'undefined') return;
  const root = new ContextRoot();
  // Typed for elements, but all it does is listen; a document outlives its root element.
  root.attach(document as unknown as HTMLElement);
  registry.contextRoot = root;
}

/** Defines `tag` unless it is defined already. Never throws. */
export function define(
  tag: string,
  elementClass: CustomElementConstructor,
  registry: CustomElementRegistry | undefined = globalThis.customElements,
): void {
  const page = pageRegistry();
  announceCopy(page);
  installContextRoot(page);
  if (!registry) return;
  if (registry.get(tag)) {
    warnOfOtherVersion(page, tag);
    return;
  }
  try {
    registry.define(tag, elementClass);
    page.tags.set(tag, version);
  } catch (error) {
    warn('second-copy', `<${tag}> could not be defined: ${(error as Error).message} Load one copy of livetags.`);
  }
}

function warnOfOtherVersion(page: PageRegistry, tag: string): void {
  const first = page.tags.get(tag);
  if (first === version) return;
  const other = first ? `livetags ${first}` : 'something else';
  warn(
    'second-copy',
    `<${tag}> was already defined by ${other}; version ${version} from ${import.meta.url} leaves it as it is. ` +
      'Load one version of livetags, or give this copy its own names with registerAll({ prefix }).',
  );
}
