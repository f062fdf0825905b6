/** The languages that come with the kit beside English, each a file that is fetched when a place speaks it. */
import type { Language } from './words.ts';

export const shippedLanguages: { readonly [language: string]: () => Promise<{ readonly words: Language }> } = {
  ar: () => import('../../locales/ar.ts'),
  de: () => import('../../locales/de.ts'),
  es: () => import('../../locales/es.ts'),
  fr: () => import('../../locales/fr.ts'),
  ja: () => import('../../locales/ja.ts'),
};
