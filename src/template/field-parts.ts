/** The names by which CSS reaches a field of a row. */

/** Parts of a list's frame, which a field's short name must not take. */
const frameParts: ReadonlySet<string> = new Set([
  'list',
  'row',
  'row-link',
  'rows',
  'field',
  'empty',
  'loading',
  'error',
  'stale',
  'retry',
  'more',
  'new-rows',
]);

/** The parts of a field: `field field-price price`. A name with blanks or marks in it could pose as another part. */
export function field(name: string): string {
  if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return 'field';
  return frameParts.has(name) ? `field field-${name}` : `field field-${name} ${name}`;
}

/** A value of a short list as a part name beside the field's: `status-open`. Anything else in the data adds none. */
export function valuePart(name: string, value: unknown): string {
  return typeof value === 'string' && /^[a-z][a-z0-9_-]{0,63}$/i.test(value) ? `${name}-${value.toLowerCase()}` : '';
}
