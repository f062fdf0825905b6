/** Defines `<live-count>`. */
import { define } from '../../src/page/define.ts';
import { LiveCount } from './count.element.ts';

define('live-count', LiveCount);

export { LiveCount };

declare global {
  interface HTMLElementTagNameMap {
    'live-count': LiveCount;
  }
}
