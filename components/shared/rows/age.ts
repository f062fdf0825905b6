/** A point in time as its age: "3 minutes ago", the whole of it on hover. As time goes by, `tellAges` keeps it true. */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { formatDateTime, formatRelative, toDate } from '../../../src/template/formats.ts';

/** What no column holds. */
const unset = {};

class AgeDirective extends Directive {
  #value: unknown = unset;
  #locale: string | undefined;
  #timeZone: string | undefined;

  override update({ element }: ElementPart, [value, context]: Parameters<this['render']>): unknown {
    const { locale, timeZone } = context;
    if (value === this.#value && locale === this.#locale && timeZone === this.#timeZone) return noChange;
    this.#value = value;
    this.#locale = locale;
    this.#timeZone = timeZone;
    write(element, 'datetime', toDate(value)?.toISOString() ?? '');
    write(element, 'title', formatDateTime(value, locale, timeZone));
    (element.firstChild as Text).data = formatRelative(value, context.now, locale);
    return noChange;
  }

  render(_value: unknown, _context: FormatContext): unknown {
    return noChange;
  }
}

/** Of a point in time, on a `<time data-age>` with a text. */
export const age = directive(AgeDirective);

function write(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Brings every age under `root` up to `now`, writing only those that read differently. */
export function tellAges(root: ParentNode, locale: string | undefined, now: number): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-age][datetime]')) {
    const age = formatRelative(time.dateTime, now, locale);
    const text = time.firstChild as Text;
    if (text.data !== age) text.data = age;
  }
}
