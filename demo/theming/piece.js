/** What a click in the gallery hit, and the names by which CSS reaches it. */

/** Names that many pieces share; the others say more. */
const isGeneric = (name) => name === 'field' || name.startsWith('field-');

const namesOf = (element) => [...element.part].sort((one, other) => isGeneric(one) - isGeneric(other));

const hostOf = (element) => element.getRootNode().host ?? null;

/** The innermost piece on the way of an event, or null. */
export function pieceOf(event) {
  const hit = event
    .composedPath()
    .find((node) => node instanceof Element && node.part.length > 0 && hostOf(node)?.localName.startsWith('live-'));
  return hit ? describe(hit) : null;
}

/** The first piece of that name among the elements shown; one that is not to be seen now has no element. */
export function pieceNamed(gallery, tag, name) {
  for (const host of gallery.querySelectorAll(tag)) {
    const element = host.shadowRoot.querySelector(`[part~="${CSS.escape(name)}"]`);
    if (element) return { ...describe(element), name };
  }
  return { host: gallery.querySelector(tag), element: null, tag, name, names: [name], around: [] };
}

function describe(element) {
  const host = hostOf(element);
  const names = namesOf(element);
  const around = [];
  for (let node = element.parentElement; node; node = node.parentElement)
    if (node.part.length) around.push(namesOf(node)[0]);
  return { host, element, tag: host.localName, name: names[0], names, around };
}

/** Every name there is: those of the reference, and those an author's template brings. */
export function partsOf(gallery, { tagName, cssParts = [] }) {
  const known = cssParts.map(({ name }) => name);
  const found = [...gallery.querySelectorAll(tagName)]
    .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll('[part]')])
    .flatMap((element) => [...element.part]);
  return [...new Set([...known, ...found])].filter((name) => name !== 'field' && !name.startsWith('field-'));
}
