/** What renderRow may answer. Rows hold what anybody wrote: an answer taken from one must not pose as Lit's own. */
import { noChange, nothing } from 'lit';
import { text } from '../../../src/template/formats.ts';

/** What Lit is to draw for it; undefined for what cannot be shown, which is an author's slip. */
export function drawable(answer: unknown): unknown {
  if (answer === null) return '';
  if (Array.isArray(answer)) return answer.map((each) => drawable(each) ?? '');
  if (typeof answer === 'object') {
    if (answer instanceof Node || isLits(answer)) return answer;
    return 'then' in answer ? undefined : text(answer);
  }
  if (typeof answer === 'symbol') return answer === nothing || answer === noChange ? answer : undefined;
  return typeof answer === 'function' ? undefined : answer;
}

interface LitMarks {
  readonly strings?: unknown;
  readonly _$litType$?: { readonly h?: unknown };
  readonly _$litDirective$?: unknown;
}

/** Templates hold an array that only a tagged template makes, directives a class: neither can be said in JSON. */
function isLits(answer: LitMarks): boolean {
  const strings = answer._$litType$?.h ?? answer.strings;
  const isTemplate = '_$litType$' in answer && Array.isArray(strings) && Object.hasOwn(strings, 'raw');
  return isTemplate || typeof answer._$litDirective$ === 'function';
}
