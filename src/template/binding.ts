/** The bindings an element of a template carries in its attributes, parsed; what cannot be is said, never guessed. */
import { attributeRule } from './attributes.ts';
import type { AttributeRule } from './attributes.ts';
import { parameterMistakes, parseCondition, parseExpression } from './expression.ts';
import type { Condition, Expression } from './expression.ts';

export interface PartCondition {
  readonly condition: Condition;
  /** `urgent`, or `status-*` where the value itself takes the place of the star. */
  readonly part: string;
}

export type Binding =
  | { readonly kind: 'text'; readonly expression: Expression }
  | {
      readonly kind: 'attribute';
      readonly name: string;
      readonly rule: AttributeRule;
      readonly expression: Expression;
    }
  | { readonly kind: 'if'; readonly condition: Condition }
  | { readonly kind: 'part-if'; readonly parts: readonly PartCondition[] };

export interface ParsedBindings {
  readonly bindings: readonly Binding[];
  /** What is wrong, a sentence each. */
  readonly mistakes: readonly string[];
}

export const bindingAttributes = ['data-if', 'data-text', 'data-attr', 'data-part-if'] as const;

/** The part of an element that is looked at. */
export interface BoundElement {
  readonly localName: string;
  getAttribute(name: string): string | null;
}

export function parseBindings(element: BoundElement): ParsedBindings {
  const bindings: Binding[] = [];
  const mistakes: string[] = [];
  const written = (name: (typeof bindingAttributes)[number]): string => element.getAttribute(name)?.trim() ?? '';

  if (written('data-if')) {
    const condition = parseCondition(written('data-if'));
    if (condition) bindings.push({ kind: 'if', condition });
    else mistakes.push(`data-if="${written('data-if')}" is no field: write name or !name.`);
  }
  if (written('data-text')) {
    const expression = parseExpression(written('data-text'));
    if (expression) {
      bindings.push({ kind: 'text', expression });
      mistakes.push(...parameterMistakes(expression));
    } else mistakes.push(`data-text="${written('data-text')}" cannot be read: write name or name | format:parameter.`);
  }
  for (const [name, rest, whole] of entries(written('data-attr'))) {
    const rule = attributeRule(element.localName, name.toLowerCase());
    const expression = parseExpression(rest);
    if (rest && !rule) mistakes.push(`Data may not fill the attribute "${name}" of <${element.localName}>.`);
    else if (rule && expression) {
      bindings.push({ kind: 'attribute', name: name.toLowerCase(), rule, expression });
      mistakes.push(...parameterMistakes(expression));
    } else mistakes.push(`data-attr="${whole}" cannot be read: write attribute:name, several joined by semicolons.`);
  }
  const parts: PartCondition[] = [];
  for (const [field, part, whole] of entries(written('data-part-if'))) {
    const condition = parseCondition(field);
    if (condition && /^[a-z][\w-]*\*?$/i.test(part)) parts.push({ condition, part });
    else mistakes.push(`data-part-if="${whole}" cannot be read: write name:part, several joined by semicolons.`);
  }
  if (parts.length > 0) bindings.push({ kind: 'part-if', parts });
  return { bindings, mistakes };
}

/** `a:b; c:d` as pairs, each with the text it was. */
function entries(written: string): [before: string, after: string, whole: string][] {
  return written
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const colon = entry.indexOf(':');
      return colon < 0 ? [entry, '', entry] : [entry.slice(0, colon).trim(), entry.slice(colon + 1).trim(), entry];
    });
}
