/** Types of the tags for Preact: `import type {} from 'livetags/jsx/preact'` in one file of the project is enough. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { Tags } from './attributes.ts';
import type { Handlers } from './tag.ts';

type Props<Element extends EventTarget, Given> = Omit<HTMLAttributes<Element>, keyof Given> &
  Given &
  Handlers<Element> &
  ClassAttributes<Element>;

type PreactTags = { [Tag in keyof Tags]: Props<HTMLElementTagNameMap[Tag], Tags[Tag]> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends PreactTags {}
  }
}
