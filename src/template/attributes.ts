/**
 * Which attributes data may fill. What is not on the list is refused: a row comes from a database that anybody may write
 * to, and an attribute can hold script (`on*`, `srcdoc`), styles, or the address of code.
 */
import { safeLink, safePicture } from '../page/safe-url.ts';
import { text } from './formats.ts';

/** `text`: as it is; `link`, `picture`: an address that cannot run anything. */
export type AttributeRule = 'text' | 'link' | 'picture';

const plain: ReadonlySet<string> = new Set(
  (
    'alt title lang dir datetime value min max low high optimum label placeholder width height colspan rowspan scope ' +
    'class id for name role hidden disabled checked selected open download loading tabindex'
  ).split(' '),
);

const pictures: ReadonlySet<string> = new Set(['img', 'audio', 'video', 'source', 'track', 'input']);
const links: ReadonlySet<string> = new Set(['a', 'area']);
const quotes: ReadonlySet<string> = new Set(['blockquote', 'q', 'del', 'ins']);

/** Bindings are the author's, and a list's own elements keep their names. */
const reserved = /^data-(text|attr|if|part-if|key)$/;
const refused = /^(on.*|style|srcdoc|is|slot|part|exportparts)$/;
const addressName = /(^|-)(href|src|url|uri|link|action|poster|cite|data)$/;
/** What a provider is told decides where the reader's token goes: never a row's business. */
const trusted = /^(url|api-key|access-token|token-url)$/;

/** The rule for an attribute of an element; null when data may not fill it. */
export function attributeRule(elementName: string, attribute: string): AttributeRule | null {
  if (refused.test(attribute) || reserved.test(attribute)) return null;
  if (/^(aria|data)-[a-z0-9_-]+$/.test(attribute) || plain.has(attribute)) return 'text';
  if (attribute === 'href') return links.has(elementName) || elementName.includes('-') ? 'link' : null;
  if (attribute === 'src') return pictures.has(elementName) || elementName.includes('-') ? 'picture' : null;
  if (attribute === 'poster' && elementName === 'video') return 'picture';
  if (attribute === 'cite' && quotes.has(elementName)) return 'link';
  if (!elementName.includes('-') || trusted.test(attribute) || !/^[a-z][a-z0-9-]*$/.test(attribute)) return null;
  return addressName.test(attribute) ? 'link' : 'text';
}

/** What is written for `value`; null: the attribute is not there. */
export function attributeValue(rule: AttributeRule, attribute: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (rule === 'link') return safeLink(value);
  if (rule === 'picture') return safePicture(value);
  // "false" is a value of these; of every other attribute it means that it is not there.
  if (typeof value === 'boolean' && !/^(aria|data)-/.test(attribute)) return value ? '' : null;
  return text(value);
}
