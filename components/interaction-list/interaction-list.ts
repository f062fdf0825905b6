/** Defines `<live-interaction-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveInteractionList } from './interaction-list.element.ts';

define('live-interaction-list', LiveInteractionList);

export { LiveInteractionList };

declare global {
  interface HTMLElementTagNameMap {
    'live-interaction-list': LiveInteractionList;
  }
}
