/** Defines `<live-value>`. */
import { define } from '../../src/page/define.ts';
import { LiveValue } from './value.element.ts';

define('live-value', LiveValue);

export { LiveValue };

declare global {
  interface HTMLElementTagNameMap {
    'live-value': LiveValue;
  }
}
