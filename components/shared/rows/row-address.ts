/** `/tickets/{number}`: the address a row leads to. */
import type { Problem } from '../../../src/domain/status.ts';
import { safeLink } from '../../../src/page/safe-url.ts';
import { parsePath, valueAt } from '../../../src/template/path.ts';
import { unknownFields } from '../../../src/template/template-problems.ts';
import { text } from '../../../src/template/formats.ts';

/** null: this row leads nowhere. */
export type RowAddress = (row: object) => { readonly href: string | null; readonly problem?: Problem };

const hole = /\{([^{}]*)\}/g;

export function parseAddress(pattern: string): { readonly address: RowAddress | null; readonly problem?: Problem } {
  if (pattern === '') return { address: null };
  const paths = new Map([...pattern.matchAll(hole)].map(([, path = '']) => [path, parsePath(path)]));
  if ([...paths.values()].includes(null) || /[{}]/.test(pattern.replaceAll(hole, ''))) {
    return { address: null, problem: unreadable(pattern, 'cannot be read') };
  }
  const names = new Set([...paths.values()].map((path) => path![0]!));
  return {
    address: (row) => {
      const problem = unknownFields('The attribute href', names, row)[0];
      if (problem) return { href: null, problem };
      let whole = true;
      const filled = pattern.replaceAll(hole, (_, path: string) => {
        const value = encoded(text(valueAt(row, paths.get(path)!)));
        if (value === '') whole = false;
        return value;
      });
      if (!whole) return { href: null };
      const href = safeLink(filled);
      return href === null
        ? { href, problem: unreadable(pattern, 'is no http, https, mailto, tel or relative address') }
        : { href };
    },
  };
}

/** One step of an address, never more; empty for what cannot be one. */
function encoded(value: string): string {
  // Half a character cannot be encoded; dots alone would lead up and away.
  return /^\.{1,2}$/.test(value) ? '' : encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function unreadable(pattern: string, why: string): Problem {
  return {
    code: 'bad-attribute',
    message: `The attribute href="${pattern}" ${why}.`,
    remedy: 'Write an address with names of fields in braces, such as /tickets/{number}.',
    permanent: true,
  };
}
