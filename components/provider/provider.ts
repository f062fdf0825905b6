/** Defines `<live-provider>`. */
import { define } from '../../src/page/define.ts';
import { LiveProvider } from './provider.element.ts';

define('live-provider', LiveProvider);

export { LiveProvider };

declare global {
  interface HTMLElementTagNameMap {
    'live-provider': LiveProvider;
  }
}
