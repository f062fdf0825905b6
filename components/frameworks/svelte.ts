/** Types of the tags in Svelte 5: `import type {} from 'livetags/svelte'` in one file of the project is enough. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Tags } from './attributes.ts';
import type { Handlers } from './tag.ts';

type Props<Element extends EventTarget, Given> = Omit<HTMLAttributes<Element>, keyof Given> & Given & Handlers<Element>;

type SvelteTags = { [Tag in keyof Tags]: Props<HTMLElementTagNameMap[Tag], Tags[Tag]> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SvelteTags {}
}
