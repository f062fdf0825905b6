/** The names CSS may use, as the manifest says them, and what a style sheet says that is none of them. */

interface Named {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
}

export interface Described {
  readonly tagName: string;
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

export async function describedElements(): Promise<readonly Described[]> {
  const manifest = (await (await fetch('/custom-elements.json')).json()) as {
    modules: { declarations: Described[] }[];
  };
  return manifest.modules.flatMap(({ declarations }) => declarations);
}

/** `live-x:state(y)::part(z w):hover`, with `:is(live-a, live-b)` in place of the tag. */
const selector =
  /^(?:(?<tag>live-[\w-]+)|:is\((?<tags>[\w\s,-]+)\))(?::state\((?<state>[\w-]+)\))?(?:::part\((?<parts>[\w\s-]+)\)(?::hover|::before)?)?$/;

export function unknownNames(sheet: CSSStyleSheet, elements: readonly Described[]): string[] {
  const unknown = new Set<string>();
  const tokens = new Set(elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)));
  for (const rule of styleRules(sheet.cssRules)) {
    for (const one of splitSelectors(rule.selectorText)) {
      if (one !== ':root') for (const fault of unknownInSelector(one, elements)) unknown.add(fault);
    }
    for (const property of rule.style) {
      if (rule.style.getPropertyPriority(property)) unknown.add(`${property} !important`);
    }
    for (const [token] of rule.cssText.matchAll(/--live-[\w-]+/g)) if (!tokens.has(token)) unknown.add(token);
  }
  return [...unknown];
}

function unknownInSelector(text: string, elements: readonly Described[]): string[] {
  const found = selector.exec(text)?.groups;
  if (!found) return [text];
  const tags = (found['tag'] ?? found['tags']!).split(/[\s,]+/);
  const parts = found['parts']?.split(/\s+/) ?? [];
  return tags.flatMap((tag) => {
    const element = elements.find(({ tagName }) => tagName === tag);
    if (!element) return [tag];
    const states = element.cssStates?.map(({ name }) => name) ?? [];
    return [
      ...(found['state'] && !states.includes(found['state']) ? [`${tag}:state(${found['state']})`] : []),
      ...parts.filter((name) => !hasPart(element, name)).map((name) => `${tag}::part(${name})`),
    ];
  });
}

/** By its own entry, or named in the words of another: "The status; also `status-open`". */
export function hasPart({ cssParts = [] }: Described, wanted: string): boolean {
  return cssParts.some(({ name, description }) => name === wanted || description?.includes(`\`${wanted}\``));
}

function* styleRules(rules: CSSRuleList): Generator<CSSStyleRule> {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) yield rule;
    else if (rule instanceof CSSGroupingRule) yield* styleRules(rule.cssRules);
  }
}

/** At commas that stand in no brackets. */
function splitSelectors(list: string): string[] {
  return list.split(/,(?![^(]*\))/).map((each) => each.trim());
}
