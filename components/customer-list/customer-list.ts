/** Defines `<live-customer-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveCustomerList } from './customer-list.element.ts';

define('live-customer-list', LiveCustomerList);

export { LiveCustomerList };

declare global {
  interface HTMLElementTagNameMap {
    'live-customer-list': LiveCustomerList;
  }
}
