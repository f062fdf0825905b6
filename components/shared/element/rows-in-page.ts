/**
 * Rows that the page's own server wrote into the element, so that they are on screen before anything is asked:
 * `<live-ticket-feed …><script type="application/json">[{"id": …}]</script></live-ticket-feed>`.
 */
import { parseJson } from '../../../src/domain/lossless-json.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import { report } from './tell.ts';

/** Undefined when there are none, or none that can be used. */
export function rowsInPage(element: Element): readonly RawRow[] | undefined {
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (!script || isBeingParsed(script)) return undefined;
  try {
    const rows = parseJson(script.textContent);
    if (Array.isArray(rows) && rows.every(isRow)) return rows;
    complain(element, 'It is no array of objects.');
  } catch (error) {
    complain(element, String(error));
  }
  return undefined;
}

function isRow(value: unknown): value is RawRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An element that is defined while its page is still coming in may see half of what stands in it. */
function isBeingParsed(script: Element): boolean {
  return document.readyState === 'loading' && !script.nextSibling && !script.parentElement?.nextSibling;
}

function complain(element: Element, why: string): void {
  report(element, {
    code: 'bad-rows',
    message: `The rows written into the page cannot be read. ${why}`,
    remedy:
      'Write them as the API answers a read of the table, a JSON array; until then the first read brings the rows.',
    permanent: true,
  });
}
