/** Dotted paths into a row: own properties only, so that no binding reaches what a row inherits. */

export type Path = readonly string[];

/** Null for what is no path. */
export function parsePath(text: string): Path | null {
  const path = text.trim().split('.');
  return path.every((name) => /^[\p{L}\p{N}_$-]+$/u.test(name)) ? path : null;
}

/** undefined where the path leads nowhere. */
export function valueAt(row: unknown, path: Path): unknown {
  let value = row;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
