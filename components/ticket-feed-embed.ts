/**
 * Defines `<live-ticket-feed>` and what a page around it uses: the entry of `ticket-feed-embed.js`, which has the Realtime
 * client in it as well. One file is all the code of the page's feed, so one `integrity` hash covers it.
 */
import { define } from '../src/page/define.ts';
import { LiveConnectionBanner } from './connection-banner/connection-banner.element.ts';
import { LiveProvider } from './provider/provider.element.ts';
import { LiveStatusDot } from './status-dot/status-dot.element.ts';
import { LiveTicketFeed } from './ticket-feed/ticket-feed.element.ts';
import { upgradeMarkers } from './upgrade-markers.ts';

define('live-provider', LiveProvider);
define('live-status-dot', LiveStatusDot);
define('live-connection-banner', LiveConnectionBanner);
define('live-ticket-feed', LiveTicketFeed);
if (typeof document !== 'undefined') upgradeMarkers(document);
