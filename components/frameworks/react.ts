/**
 * Types of the tags for React 19 and later: `import type {} from 'livetags/jsx'` in one file of the project is enough.
 * React gives an element properties where it has them, and listens to `onlive-row-click` by itself.
 */
import type { HTMLAttributes, RefAttributes } from 'react';
import type { Tags } from './attributes.ts';
import type { Handlers } from './tag.ts';

type Props<Element, Given> = Omit<HTMLAttributes<Element>, keyof Given> &
  Given &
  Handlers<Element> &
  RefAttributes<Element> & { class?: string };

type ReactTags = { [Tag in keyof Tags]: Props<HTMLElementTagNameMap[Tag], Tags[Tag]> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactTags {}
  }
}
