/** Defines `<live-ticket-feed>`. */
import { define } from '../../src/page/define.ts';
import { LiveTicketFeed } from './ticket-feed.element.ts';

define('live-ticket-feed', LiveTicketFeed);

export { LiveTicketFeed };

declare global {
  interface HTMLElementTagNameMap {
    'live-ticket-feed': LiveTicketFeed;
  }
}
