/**
 * LIKE, and as much of a regular expression as is the same thing in other letters: literal text, `.`, `.*`, `^`, `$`.
 *
 * Anything more is left to the database: its dialect is not JavaScript's, and a backtracking engine fed with rows
 * that strangers write could be made to hang the page. This matcher takes at most pattern × text steps.
 */

export type PatternPart =
  { readonly type: 'character'; readonly character: string } | { readonly type: 'one' } | { readonly type: 'many' };
export type Pattern = readonly PatternPart[];

const one: PatternPart = { type: 'one' };
const many: PatternPart = { type: 'many' };
const literally = (character: string): PatternPart => ({ type: 'character', character });

/** PostgREST takes `*` for `%`. null for a pattern that ends in its escape, which the database refuses. */
export function parseLike(text: string): Pattern | null {
  const parts: PatternPart[] = [];
  const characters = [...text.replaceAll('*', '%')];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index]!;
    if (character === '\\') {
      index += 1;
      if (index === characters.length) return null;
      parts.push(literally(characters[index]!));
    } else {
      parts.push(character === '%' ? many : character === '_' ? one : literally(character));
    }
  }
  return parts;
}

/** null for whatever goes beyond literal text, `.`, `.*` and the two anchors. */
export function parseRegularExpression(text: string): Pattern | null {
  const anchoredStart = text.startsWith('^');
  const anchoredEnd = text.endsWith('$') && !text.endsWith('\\$');
  const body = [...text.slice(anchoredStart ? 1 : 0, anchoredEnd ? -1 : undefined)];
  const parts: PatternPart[] = anchoredStart ? [] : [many];
  for (let index = 0; index < body.length; index += 1) {
    const character = body[index]!;
    const next = body[index + 1];
    if (character === '\\') {
      // An escaped letter or digit is a class or a back reference.
      if (next === undefined || !/[^\p{L}\p{N}_\s]/u.test(next)) return null;
      parts.push(literally(next));
      index += 1;
    } else if (character === '.' && next === '*') {
      parts.push(many);
      index += 1;
    } else if (/[*+?^$()[\]{}|]/.test(character)) {
      return null;
    } else {
      parts.push(character === '.' ? one : literally(character));
    }
  }
  return anchoredEnd ? parts : [...parts, many];
}

export type Fold = (text: string) => string;

/** Case folded as the locales at hand may do it: ASCII alone, each character by itself, the text as a whole. */
export const folds: readonly Fold[] = [
  (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  (text) => [...text].map((character) => character.toLowerCase()).join(''),
  (text) => text.toLowerCase(),
];

export function matchesPattern(text: string, pattern: Pattern, fold: Fold | null): boolean {
  const characters = [...(fold === null ? text : fold(text))];
  const parts = fold === null ? pattern : foldPattern(pattern, fold);
  let position = 0;
  let part = 0;
  let resumePart = -1;
  let resumePosition = 0;
  while (position < characters.length) {
    const current = parts[part];
    if (current?.type === 'many') {
      resumePart = part;
      resumePosition = position;
      part += 1;
    } else if (current !== undefined && (current.type === 'one' || current.character === characters[position])) {
      part += 1;
      position += 1;
    } else if (resumePart >= 0) {
      resumePosition += 1;
      position = resumePosition;
      part = resumePart + 1;
    } else {
      return false;
    }
  }
  while (parts[part]?.type === 'many') part += 1;
  return part === parts.length;
}

function foldPattern(pattern: Pattern, fold: Fold): Pattern {
  return pattern.flatMap((part) => (part.type === 'character' ? [...fold(part.character)].map(literally) : [part]));
}
