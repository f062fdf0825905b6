/** The languages that come with the kit beside English, each a file that is fetched when a place speaks it. */
import type { Language } from './words.ts';

export const shippedLanguages: { readonly [language: string]: () => Promise<Language> } = {};
