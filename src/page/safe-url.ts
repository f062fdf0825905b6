/** Addresses from data become links and pictures only when nothing in them can run. */

const linkProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const pictureProtocols: ReadonlySet<string> = new Set(['http:', 'https:']);

/** A relative address is judged against a page on the web, whatever this page's own address is. */
const anyPage = 'https://page.invalid/';

/** The address when it is http, https, mailto, tel or relative; otherwise null. */
export function safeLink(value: unknown): string | null {
  return safeAddress(value, linkProtocols);
}

/** The address when it is http, https or relative; otherwise null. */
export function safePicture(value: unknown): string | null {
  return safeAddress(value, pictureProtocols);
}

/** The URL parser decides, not a pattern: it sees through tabs, line breaks and letter case as the browser will. */
function safeAddress(value: unknown, protocols: ReadonlySet<string>): string | null {
  if (typeof value !== 'string' || value.trim() === '' || !URL.canParse(value, anyPage)) return null;
  return protocols.has(new URL(value, anyPage).protocol) ? value : null;
}
