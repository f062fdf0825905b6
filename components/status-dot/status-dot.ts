/** Defines `<live-status-dot>`. */
import { define } from '../../src/page/define.ts';
import { LiveStatusDot } from './status-dot.element.ts';

define('live-status-dot', LiveStatusDot);

export { LiveStatusDot };

declare global {
  interface HTMLElementTagNameMap {
    'live-status-dot': LiveStatusDot;
  }
}
