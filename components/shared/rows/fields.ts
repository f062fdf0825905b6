/** What the rows of every list are made of, beside badges and ages: parts, links and pictures. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { safeLink, safePicture } from '../../../src/page/safe-url.ts';
import { field, valuePart } from '../../../src/template/field-parts.ts';

export { field, valuePart };

/** A link when the address is a safe one, otherwise only its text. */
export function link(name: string, shown: string, address: unknown): TemplateResult {
  const href = safeLink(address);
  if (href === null) return html`<span part=${field(name)} class="list-field">${shown}</span>`;
  const outside = /^https?:/i.test(href);
  return html`<a part=${field(name)} class="list-field" href=${href} rel=${outside ? 'noopener noreferrer' : nothing}
    >${shown}</a
  >`;
}

function show(event: Event): void {
  (event.target as HTMLElement).hidden = false;
}

function hide(event: Event): void {
  (event.target as HTMLElement).hidden = true;
}

/** A letter or two, and over it the picture when there is one and it loads. */
export function picture(name: string, address: unknown, label: string): TemplateResult {
  return html`<span part=${field(name)} class="list-field picture tone-${toneNumber(label)}" aria-hidden="true"
    ><span>${initials(label)}</span>${image(address)}</span
  >`;
}

/** A picture that stands over its stand-in, and leaves when it does not load. */
export function image(address: unknown): unknown {
  const source = safePicture(address);
  if (source === null) return nothing;
  return html`<img src=${source} alt="" loading="lazy" decoding="async" @load=${show} @error=${hide} />`;
}

/** A letter with its accents, behind quotation marks and the marks that turn a text's direction. */
const firstLetter = /^[\p{P}\p{Cf}]*(\p{L}\p{M}*)/u;

/** First letters of the first and last word that begin with one; else the first sign, be it joined of several. */
export function initials(label: string): string {
  const letters = label.split(/\s+/).flatMap((word) => firstLetter.exec(word)?.[1] ?? []);
  if (letters.length === 0) return firstSign(label.replace(/^[\s\p{Cf}]+/u, ''));
  return (letters[0]! + (letters.length > 1 ? letters.at(-1)! : '')).toLocaleUpperCase();
}

function firstSign(label: string): string {
  const start = label.slice(0, 64);
  // Firefox before 125 has no Segmenter.
  if (!('Segmenter' in Intl)) return [...start][0] ?? '';
  for (const { segment } of new Intl.Segmenter().segment(start)) return segment;
  return '';
}

/** The same name always gets the same one of six colours. */
function toneNumber(label: string): number {
  let sum = 0;
  for (const character of label) sum = (sum * 31 + character.codePointAt(0)!) % 997;
  return sum % 6;
}
