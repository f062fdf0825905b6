/** Defines `<live-product-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveProductList } from './product-list.element.ts';

define('live-product-list', LiveProductList);

export { LiveProductList };

declare global {
  interface HTMLElementTagNameMap {
    'live-product-list': LiveProductList;
  }
}
