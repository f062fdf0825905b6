/**
 * Words a page gives without a script that runs: JSON in `<script type="application/json" data-live-words>`, of the
 * language its `lang` names, or of all.
 */
import { warn } from '../warn.ts';
import type { SomeWords } from './words.ts';

/** Hands over what stands in the page now, and once more when the page has been parsed. */
export function readPageWords(use: (some: SomeWords, language: string) => void): void {
  if (typeof document === 'undefined') return;
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[type="application/json"][data-live-words]');
  for (const script of scripts) {
    try {
      use(JSON.parse(script.text) as SomeWords, script.lang);
    } catch (error) {
      warn('bad-attribute', `holds no JSON (${String(error)}). Write {"retry": "Once more"}.`, script);
    }
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => readPageWords(use), { once: true });
  }
}
