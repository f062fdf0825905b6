/**
 * Fetches each element when the first of its tags is in the page: for pages that use a few and cannot say which.
 *
 * `<script type="module" src="…/autoload.js"></script>` is all there is to it. Tags inside somebody's shadow root are
 * found by `discover(shadowRoot)`, since no observer of the page sees into it.
 */
import { warn } from '../src/page/warn.ts';
import { elementNames, ownPrefix, type ElementName } from './element-names.ts';
import { loaders } from './loaders.ts';
import { preconnect } from './preconnect.ts';
import { scanPage, type ScanRoot } from './page-scan.ts';
import { upgradeMarkers } from './upgrade-markers.ts';

const tags = new Map(elementNames.map((name) => [ownPrefix + name, name]));
const asked = new Set<string>();

/** Each tag on its own: one that does not come keeps no other waiting. */
async function load(tag: string, name: ElementName): Promise<void> {
  if (asked.has(tag) || customElements.get(tag)) return;
  asked.add(tag);
  try {
    await loaders[name]();
  } catch (error) {
    // Another one of its kind may find the network back.
    asked.delete(tag);
    warn(
      'load-failed',
      `<${tag}> could not be loaded: ${(error as Error).message} See that its file and the chunks folder lie beside autoload.js.`,
    );
  }
}

/** Loads what is under `root`, now and later: the document (which is done at once), or a shadow root in it. */
export function discover(root: ScanRoot = document): void {
  upgradeMarkers(root);
  scanPage(root, [...tags.keys()].join(), ({ localName }) => void load(localName, tags.get(localName)!));
}

if (typeof document !== 'undefined') {
  preconnect();
  discover();
}
