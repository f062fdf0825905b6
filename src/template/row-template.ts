/**
 * A row's layout as the author wrote it in HTML: compiled once, cloned for every row.
 *
 * The content is copied, and the copy cleaned: scripts go (cloned into a shadow root they would not be inert), and
 * styles are handed over as text, to be adopted once by the list instead of once a row.
 */
import { localeOf } from '../page/locale.ts';
import { bindingAttributes, parseBindings } from './binding.ts';
import type { Binding } from './binding.ts';
import { pathsOf } from './expression.ts';
import { field } from './field-parts.ts';
import { changesWithTime } from './format-registry.ts';

/** An element with bindings, found in a clone by the way to it: the child's number at each step. */
export interface BoundNode {
  readonly way: readonly number[];
  readonly bindings: readonly Binding[];
  /** Of the nearest `lang` within the template. */
  readonly locale: string | undefined;
  /** Its parts, but for those that come and go. */
  readonly parts: string;
}

export interface RowTemplate {
  readonly content: DocumentFragment;
  readonly nodes: readonly BoundNode[];
  readonly styles: string;
  /** Names of the row's fields that are bound. */
  readonly fields: ReadonlySet<string>;
  readonly formats: ReadonlySet<string>;
  /** What is wrong with it, a sentence each. */
  readonly mistakes: readonly string[];
}

const compiled = new WeakMap<Element, RowTemplate>();

/** `source`: a `<template>`; or any element whose children serve as one, for editors that take templates out. */
export function compileTemplate(source: Element): RowTemplate {
  let template = compiled.get(source);
  if (!template) compiled.set(source, (template = compile(source)));
  return template;
}

/** True when some binding may read differently later although the row is the same. */
export function agesWithTime(template: RowTemplate): boolean {
  return [...template.formats].some(changesWithTime);
}

function compile(source: Element): RowTemplate {
  const content = copyOf(source);
  const mistakes: string[] = [];
  const styles = [...content.querySelectorAll('style')].map((style) => style.textContent).join('\n');
  content.querySelectorAll('style').forEach((style) => style.remove());
  const scripts = content.querySelectorAll('script');
  if (scripts.length > 0) mistakes.push('A script in a template does not run.');
  scripts.forEach((script) => script.remove());

  // An element may take one for its own rows; another stands there for nobody.
  const idle = [...content.querySelectorAll('template')].some((nested) => !standsInElement(nested));
  if (idle) mistakes.push('A template in a template is shown by nobody.');

  const nodes: BoundNode[] = [];
  const selector = bindingAttributes.map((name) => `[${name}]`).join();
  for (const element of content.querySelectorAll(selector)) {
    const parsed = parseBindings(element);
    mistakes.push(...parsed.mistakes);
    const { bindings } = parsed;
    if (bindings.length === 0) continue;
    nodes.push({ way: wayTo(element), bindings, locale: localeOf(element), parts: partsOf(element, bindings) });
  }
  const bindings = nodes.flatMap((node) => node.bindings);
  return { content, nodes, styles, fields: fieldsOf(bindings), formats: formatsOf(bindings), mistakes };
}

function copyOf(source: Element): DocumentFragment {
  if (source instanceof HTMLTemplateElement) return source.content.cloneNode(true) as DocumentFragment;
  const content = source.ownerDocument.createDocumentFragment();
  content.append(...(source.cloneNode(true) as Element).childNodes);
  return content;
}

function standsInElement(nested: Element): boolean {
  for (let place = nested.parentElement; place; place = place.parentElement)
    if (place.localName.includes('-')) return true;
  return false;
}

function wayTo(element: Element): number[] {
  const way: number[] = [];
  for (let node: Node = element; node.parentNode; node = node.parentNode) {
    way.unshift(Array.prototype.indexOf.call(node.parentNode.childNodes, node));
  }
  return way;
}

/** An element that shows a field is called by it, as in the kit's own rows, beside what the author calls it. */
function partsOf(element: Element, bindings: readonly Binding[]): string {
  const own = element.getAttribute('part')?.split(/\s+/) ?? [];
  const shown = bindings.find((binding) => binding.kind === 'text');
  const named = shown?.expression.path.join('-') ?? '';
  const parts = /^[\w-]+$/.test(named) ? field(named).split(' ') : [];
  return [...new Set([...parts, ...own])].filter(Boolean).join(' ');
}

function fieldsOf(bindings: readonly Binding[]): ReadonlySet<string> {
  const paths = bindings.flatMap((binding) => {
    if (binding.kind === 'if') return [binding.condition.path];
    if (binding.kind === 'part-if') return binding.parts.map(({ condition }) => condition.path);
    return pathsOf(binding.expression);
  });
  return new Set(paths.map(([name = '']) => name));
}

function formatsOf(bindings: readonly Binding[]): ReadonlySet<string> {
  const named = bindings.flatMap((binding) => ('expression' in binding ? binding.expression.pipes : []));
  return new Set(named.map(({ format }) => format));
}
