/** Registers every element; the entry of a page that uses them all. */
import { registerAll } from './register-all.ts';
import { upgradeMarkers } from './upgrade-markers.ts';

registerAll();
if (typeof document !== 'undefined') upgradeMarkers(document);

export { registerAll } from './register-all.ts';
export type { RegisterOptions } from './register-all.ts';
export type { Count, Language, PluralForms, SomeWords, Words } from '../src/page/words/words.ts';
export { registerWords, replaceWords } from '../src/page/words/words-for.ts';
export { registerFormat } from '../src/template/format-registry.ts';
export type { Format, FormatContext } from '../src/template/format-registry.ts';
