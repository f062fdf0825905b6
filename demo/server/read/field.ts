/** A column, or a way into its JSON: `price`, `"odd name"`, `address->city`, `tags->0->>label`. */
import type { Scanner } from './scanner.ts';

export interface Field {
  readonly column: string;
  readonly path: readonly { readonly arrow: '->' | '->>'; readonly key: string }[];
}

/** Null when no field starts here. */
export function readField(scanner: Scanner): Field | null {
  // PostgREST's identifiers: letters, digits, `_`, `$`, spaces, and dashes that do not start an arrow.
  const column = scanner.quoted() ?? scanner.match(/(?:[\p{L}\p{N}_$ ]|-(?!>))+/uy)?.trim();
  if (!column) return null;
  const path: { arrow: '->' | '->>'; key: string }[] = [];
  for (;;) {
    const arrow = scanner.match(/->>?/y) as '->' | '->>' | null;
    if (!arrow) return { column, path };
    const key = scanner.quoted() ?? scanner.match(/(?:[^-:.,()>"]|-(?!>))+/y);
    if (!key) return null;
    path.push({ arrow, key });
  }
}
