/** Defines `<live-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveList } from './list.element.ts';

define('live-list', LiveList);

export { LiveList };

declare global {
  interface HTMLElementTagNameMap {
    'live-list': LiveList;
  }
}
