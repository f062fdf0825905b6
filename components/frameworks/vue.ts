/**
 * Types of the tags in Vue's templates: `import type {} from 'livetags/vue'` in one file of the project is enough.
 * As Vue's guide to web components has it: https://vuejs.org/guide/extras/web-components#web-components-and-typescript.
 */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { Tags } from './attributes.ts';
import type { EventsOf } from './tag.ts';

/** `@live-row-click` is a prop `onLiveRowClick` to Vue's compiler. */
type Camel<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name & string;
type Listeners<Element> = {
  [Type in keyof EventsOf<Element> as `on${Capitalize<Camel<Type>>}`]?: (event: EventsOf<Element>[Type]) => unknown;
};

type Props<Element, Given> = Omit<HTMLAttributes, keyof Given> & Given & Listeners<Element> & PublicProps;

type VueTags = { [Tag in keyof Tags]: new () => { $props: Props<HTMLElementTagNameMap[Tag], Tags[Tag]> } };

declare module 'vue' {
  interface GlobalComponents extends VueTags {}
}
