/** The time zone an element tells the time in: its own `time-zone`, or that of the nearest element on its way up. */
import { nearestWith } from './nearest.ts';
import { warn } from './warn.ts';

/** Answers a zone `Intl` accepts, or undefined for the browser's own. `own`: what the element itself was given. */
export function timeZoneOf(element: Element, own: string): string | undefined {
  const carrier = own ? element : nearestWith('time-zone', element);
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
