/**
 * Elements for pages whose editor takes every unknown tag away: `<div data-live="ticket-feed" data-limit="20">` becomes
 * `<live-ticket-feed limit="20">`. What sanitizers keep on a `<div>` is class, id, style, title, role and `data-*`
 * (WordPress' `wp_kses`), so every attribute of an element may be given with `data-` before it. Not so `data-onclick`: what
 * a sanitizer has taken for harmless must not become a script, nor a request in the name of whoever reads the page.
 */
import { warn } from '../src/page/warn.ts';
import { elementNames, ownPrefix } from './element-names.ts';
import { scanPage, type ScanRoot } from './page-scan.ts';

const marker = 'data-live';

/** Upgrades the markers under `root`, now and later. Answers what ends it. */
export function upgradeMarkers(root: ScanRoot): () => void {
  return scanPage(root, `[${marker}]`, upgrade);
}

function upgrade(place: Element): void {
  const wanted = place.getAttribute(marker)!.trim().replace(ownPrefix, '');
  const name = elementNames.find((known) => known === wanted);
  if (name === undefined) {
    warn('bad-attribute', `There is no element "${wanted}". There are: ${elementNames.join(', ')}.`, place);
    return;
  }
  const element = place.ownerDocument.createElement(ownPrefix + name);
  for (const { name: attribute, value } of place.attributes) {
    if (attribute !== marker && !/^data-(on|style|token-url)/.test(attribute))
      element.setAttribute(attribute.replace(/^data-/, ''), value);
  }
  // Fallback, templates and elements inside; markers among them are found in their new place.
  element.append(...place.childNodes);
  place.replaceWith(element);
}
