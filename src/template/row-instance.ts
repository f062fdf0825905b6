/**
 * One row made from a template. It is filled once and then patched in place: what reads the same is not written, so
 * focus, selection, playing media and loaded pictures survive an update of their row.
 */
import { wordsFor } from '../page/words/words-for.ts';
import { attributeValue } from './attributes.ts';
import type { Binding, PartCondition } from './binding.ts';
import { evaluate, holds } from './expression.ts';
import type { FormatFailed } from './expression.ts';
import { valuePart } from './field-parts.ts';
import type { FormatContext } from './format-registry.ts';
import { text } from './formats.ts';
import { valueAt } from './path.ts';
import type { BoundNode, RowTemplate } from './row-template.ts';

export class RowInstance {
  readonly template: RowTemplate;
  /** What was cloned; empty once it has been put into the page. */
  readonly fragment: DocumentFragment;
  readonly #filled: readonly FilledNode[];

  constructor(template: RowTemplate) {
    this.template = template;
    this.fragment = document.importNode(template.content, true);
    // All are found before the first is filled: filling one may move the others.
    this.#filled = template.nodes.map((node) => new FilledNode(nodeAt(this.fragment, node.way) as Element, node));
  }

  update(row: object, context: FormatContext, failed: FormatFailed): void {
    for (const node of this.#filled) node.update(row, context, failed);
  }
}

class FilledNode {
  readonly #element: Element;
  readonly #bound: BoundNode;
  /** What was last written, by the binding's number. */
  readonly #written: (string | null | undefined)[] = [];
  /** Stands in the place of an element whose `data-if` does not hold. */
  #placeholder: Comment | undefined;

  constructor(element: Element, bound: BoundNode) {
    this.#element = element;
    this.#bound = bound;
    if (bound.parts !== '') element.setAttribute('part', bound.parts);
  }

  update(row: object, context: FormatContext, failed: FormatFailed): void {
    const { bindings, locale } = this.#bound;
    const spoken = locale === undefined ? context : { ...context, locale, words: wordsFor(locale) };
    bindings.forEach((binding, number) => {
      if (binding.kind === 'if') {
        this.#show(holds(binding.condition, row));
        return;
      }
      const value = this.#read(binding, row, spoken, failed);
      if (value === this.#written[number]) return;
      this.#written[number] = value;
      this.#write(binding, value);
    });
  }

  #read(
    binding: Exclude<Binding, { kind: 'if' }>,
    row: object,
    context: FormatContext,
    failed: FormatFailed,
  ): string | null {
    if (binding.kind === 'part-if') return partsThatHold(this.#bound.parts, binding.parts, row);
    const value = evaluate(binding.expression, row, context, failed);
    return binding.kind === 'text' ? text(value) : attributeValue(binding.rule, binding.name, value);
  }

  #write(binding: Exclude<Binding, { kind: 'if' }>, value: string | null): void {
    if (binding.kind === 'text') writeText(this.#element, value ?? '');
    else writeAttribute(this.#element, binding.kind === 'attribute' ? binding.name : 'part', value);
  }

  #show(shown: boolean): void {
    if (shown && this.#placeholder) {
      this.#placeholder.replaceWith(this.#element);
      this.#placeholder = undefined;
    } else if (!shown && !this.#placeholder) {
      this.#placeholder = document.createComment('');
      this.#element.replaceWith(this.#placeholder);
    }
  }
}

function nodeAt(root: Node, way: readonly number[]): Node {
  return way.reduce((node, number) => node.childNodes[number]!, root);
}

function partsThatHold(own: string, conditions: readonly PartCondition[], row: object): string | null {
  const more = conditions
    .filter(({ condition }) => holds(condition, row))
    .map(({ part, condition }) => {
      return part.endsWith('*') ? valuePart(part.slice(0, -1).replace(/-$/, ''), valueAt(row, condition.path)) : part;
    });
  return [own, ...more].filter(Boolean).join(' ') || null;
}

/** The text node stays, and with it a selection that begins or ends there. */
function writeText(element: Element, value: string): void {
  const only = element.firstChild;
  if (only instanceof Text && only.nextSibling === null && value !== '') only.data = value;
  else element.textContent = value;
}

function writeAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
