/**
 * Loads `livetags.js` from a classic script, for fields of a page's editor that drop `type="module"`:
 * `<script src="…/loader.js" defer></script>`.
 */
import { preconnect } from './preconnect.ts';

preconnect();

const script = document.currentScript as HTMLScriptElement | null;

import(/* @vite-ignore */ new URL('livetags.js', script?.src || document.baseURI).href).catch((error: unknown) => {
  console.error(
    `livetags.js could not be loaded: ${String(error)} It must lie beside loader.js, and a Content-Security-Policy must allow it. [livetags: load-failed]`,
  );
});
