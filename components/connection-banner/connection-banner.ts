/** Defines `<live-connection-banner>`. */
import { define } from '../../src/page/define.ts';
import { LiveConnectionBanner } from './connection-banner.element.ts';

define('live-connection-banner', LiveConnectionBanner);

export { LiveConnectionBanner };

declare global {
  interface HTMLElementTagNameMap {
    'live-connection-banner': LiveConnectionBanner;
  }
}
