/**
 * The time zone an element tells the time in: its own `time-zone`, that of the nearest element on its way up, or that
 * of the provider which serves the page.
 */
import { nearestWith } from './nearest.ts';
import { warn } from './warn.ts';

/** Answers a zone `Intl` accepts, or undefined for the browser's own. `own`: what the element itself was given. */
export function timeZoneOf(element: Element, own: string): string | undefined {
  const near = own ? element : nearestWith('time-zone', element);
  const carrier = near ?? element.ownerDocument.querySelector('[page][time-zone]');
  const zone = (own || carrier?.getAttribute('time-zone') || '').trim();
  if (zone === '' || isKnown(zone)) return zone || undefined;
  const remedy = 'Write a zone such as Europe/Berlin or UTC; until then it is the browser’s.';
  warn('bad-attribute', `time-zone="${zone}" is no time zone this browser knows. ${remedy}`, carrier ?? element);
  return undefined;
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}
