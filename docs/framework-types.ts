/**
 * components/frameworks/attributes.ts: what each tag takes in a framework's template, with the manifest's words. Types are
 * those of the classes themselves, so that they cannot differ.
 */
import { format, resolveConfig } from 'prettier';
import { manifestView } from './manifest-view.ts';
import type { Described, Item, Manifest } from './manifest-view.ts';

export const attributesPath = 'components/frameworks/attributes.ts';

const comment = ({ description = '' }: Item): string => `/** ${description.replaceAll(/\s+/g, ' ')} */\n`;

/** Attributes, and beside them the properties that have another name or no attribute at all. */
function takenBy(element: Described, className: string): string {
  const attributes = (element.attributes ?? []).flatMap((item) => {
    const { name, fieldName } = item;
    // What every element of HTML has, the frameworks know.
    if (name.startsWith('aria-')) return [];
    const value = fieldName ? `${className}['${fieldName}']` : 'string';
    const type = `${name === fieldName ? 'Either' : 'Attribute'}<${value}>`;
    return [`${comment(item)}'${name}'?: ${type};`];
  });
  const named = new Set(element.attributes?.map(({ name }) => name));
  const properties = (element.members ?? [])
    .filter(({ kind, name, readonly }) => kind === 'field' && !readonly && !named.has(name))
    .map((item) => `${comment(item)}${item.name}?: ${className}['${item.name}'];`);
  return [...attributes, ...properties].join('\n');
}

export async function frameworkAttributes(manifest: Manifest): Promise<string> {
  const { everyList, elements } = manifestView(manifest);
  const classes = elements.map(({ tagName, name }) => {
    const folder = tagName.replace('live-', '');
    return `import type { ${name} } from '../${folder}/${folder}.ts';`;
  });
  const tags = elements.map((element) => {
    const own = takenBy(element, element.name);
    const shared = `EveryList<RowOf<${element.name}>>`;
    return `'${element.tagName}': ${element.isList ? shared + (own && ` & {${own}}`) : `{${own}}`};`;
  });
  const text = `/** Written by \`npm run manifest\` from the JSDoc of the elements: change it there. */
${classes.join('\n')}
import type { RowList } from '../shared/list/row-list.ts';
import type { Attribute, Either, RowOf } from './tag.ts';

/** What every list takes. */
interface EveryList<Row extends object> {
${takenBy(everyList, 'RowList<Row>')}
}

/** What each tag takes. */
export interface Tags {
${tags.join('\n')}
}
`;
  return format(text, { ...(await resolveConfig(attributesPath)), parser: 'typescript' });
}
