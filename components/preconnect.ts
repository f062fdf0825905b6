/** Opens the way to a page's projects while the kit itself is still being fetched: the first read waits for no handshake. */

/** Providers are told by their attributes, since the page may have chosen a prefix of its own. */
const providers = '[url][api-key]';

export function preconnect(page: Document = document): void {
  for (const provider of page.querySelectorAll(providers)) {
    const url = provider.getAttribute('url')!;
    if (!/^https?:\/\//i.test(url)) continue;
    const link = page.createElement('link');
    link.rel = 'preconnect';
    link.href = url;
    // Reads are made without cookies, and connections with and without them are not the same ones (Fetch, "connection").
    link.crossOrigin = 'anonymous';
    page.head.append(link);
  }
}
