/** Defines `<live-acquisition-list>`. */
import { define } from '../../src/page/define.ts';
import { LiveAcquisitionList } from './acquisition-list.element.ts';

define('live-acquisition-list', LiveAcquisitionList);

export { LiveAcquisitionList };

declare global {
  interface HTMLElementTagNameMap {
    'live-acquisition-list': LiveAcquisitionList;
  }
}
