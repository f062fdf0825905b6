/** Sees whether data has become anything but text: something that ran or was asked for, another element, attribute, part. */

import { harmless, noAddress } from './hostile-strings.ts';

const traps = { ran: 0 };
let requests = 0;
const violations: string[] = [];
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Element.prototype];
const untouched = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);

/** Sets the traps: for what runs, what is requested, and what a strict policy would have to forbid. */
export function setTraps(): void {
  Object.assign(window, { trapped: () => (traps.ran += 1) });
  for (const name of ['alert', 'confirm', 'prompt', 'eval'] as const)
    Object.defineProperty(window, name, { value: () => (traps.ran += 1), configurable: true });
  new PerformanceObserver((list) => {
    requests += list.getEntries().filter(({ name }) => new URL(name).hostname === 'trap.invalid').length;
  }).observe({ type: 'resource', buffered: true });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src 'self' 'report-sample'; object-src 'none'; style-src 'self'; frame-src 'none'";
  document.head.append(policy);
}

/** What went off since the page was made; an empty list is good. */
export function wentOff(): string[] {
  const changed = prototypes.filter((prototype, index) => Reflect.ownKeys(prototype).length !== untouched[index]);
  return [
    ...(traps.ran > 0 ? [`${traps.ran} ran`] : []),
    ...(requests > 0 ? [`${requests} requests`] : []),
    ...violations,
    ...changed.map(() => 'a prototype has changed'),
    ...('polluted' in {} ? ['Object.prototype is polluted'] : []),
  ];
}

/** The tree of tags, with each element's attributes by name; comments and text count by their kind alone. */
export function structure(root: Node): string {
  return [...root.childNodes]
    .map((node) => {
      if (!(node instanceof Element)) return node instanceof Text ? '' : '!';
      const names = node.getAttributeNames().sort().join(' ');
      return `<${node.localName} ${names}>${structure(node)}</>`;
    })
    .join('');
}

/**
 * What is wrong with `root`, held against the same element filled with what is harmless; empty when
 * nothing is. `shown`: the text it must show, letter by letter; null where a format writes the value its own way.
 */
export function wrong(
  root: Element,
  shown: string | null,
  references: readonly Element[],
  bound = noAttributes,
): string[] {
  const own = structure(root);
  let best: string[] = [`structure ${own}`];
  for (const reference of references) {
    if (structureOnce(reference) !== own) continue;
    const faults = [
      ...wrongAttributes(root, reference, bound),
      ...(shown === null ? [] : wrongTexts(root, shown, reference)),
    ];
    if (faults.length === 0) return [];
    best = faults;
  }
  return best;
}

const structures = new WeakMap<Element, string>();

/** A reference is looked at by many. */
function structureOnce(reference: Element): string {
  let known = structures.get(reference);
  if (known === undefined) structures.set(reference, (known = structure(reference)));
  return known;
}

const noAttributes: ReadonlySet<string> = new Set();

/** Attributes whose value is the row's own to say; everywhere else data must have changed nothing. */
const fillable = /^(href|src|alt|title|datetime|rel|aria-label|data-key)$/;

function wrongAttributes(root: Element, reference: Element, bound: ReadonlySet<string>): string[] {
  const others = [...reference.querySelectorAll('*')];
  return [...root.querySelectorAll('*')].flatMap((element, index) =>
    [...element.attributes].flatMap(({ name, value }) => {
      const before = others[index]!.getAttribute(name)!;
      if (/^(href|src|poster|cite)$/.test(name)) return runs(value, name) ? [`${name}=${value}`] : [];
      if (fillable.test(name) || bound.has(name)) return [];
      if (name === 'part' || name === 'class') return newTokens(value, before).map((token) => `${name}=${token}`);
      return value === before ? [] : [`${name}=${value}`];
    }),
  );
}

/** The browser's own parser says where an address leads, not the kit's. */
export function runs(address: string, name: string): boolean {
  const link = document.createElement('a');
  link.setAttribute('href', address);
  // A lone surrogate makes an address that leads nowhere: its protocol is empty.
  const allowed = name === 'href' || name === 'cite' ? ['http:', 'https:', 'mailto:', 'tel:'] : ['http:', 'https:'];
  return link.protocol !== ':' && !allowed.includes(link.protocol);
}

/** Tokens data may add: a plain word after the field's name, and one of the kit's few tones and kinds. */
const dataTokens = /^(status|priority|kind)-[a-z][a-z0-9_-]*$|^(out-of-stock|internal|none)$|^tone-[0-5]$/;
const tones = ['neutral', 'success', 'warning', 'danger', 'info'];

function newTokens(value: string, before: string): string[] {
  const known = new Set([...before.split(/\s+/), ...tones, '']);
  return value.split(/\s+/).filter((token) => !known.has(token) && !dataTokens.test(token));
}

/** Where the reference reads `harmless` the value must read, letter by letter; elsewhere what stands there always. */
function wrongTexts(root: Element, shown: string, reference: Element): string[] {
  const others = ownTexts(reference);
  return ownTexts(root).flatMap((text, index) => {
    const before = others[index]!;
    return before === null ||
      text === null ||
      readings(shown).some((said) => before.replaceAll(marks, () => said) === text)
      ? []
      : [`text ${JSON.stringify(text.slice(0, 200))} for ${JSON.stringify(before)}`];
  });
}

/** What references read, with or without a capital letter at the beginning. */
const marks = new RegExp(`${noAddress}|[+]44 ${harmless}|${harmless}`, 'gi');

/** As it is, and as a value of an enumerated column reads. */
export function readings(said: string): string[] {
  return [said, (said.charAt(0).toUpperCase() + said.slice(1)).replaceAll('_', ' ')];
}

/** The text that stands in each element itself; null for initials, which are made of a name. */
function ownTexts(root: Element): (string | null)[] {
  return [...root.querySelectorAll('*')].map((element) =>
    element.parentElement?.matches('.picture')
      ? null
      : [...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : [])).join(''),
  );
}
