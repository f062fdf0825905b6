/**
 * How each element is fetched. A fixed list: an autoloader that guesses by a prefix asks the server for whatever tags
 * browser extensions put into the page (shoelace-style/shoelace#1562).
 */
import type { ElementName } from './element-names.ts';

export const loaders: { readonly [Name in ElementName]: () => Promise<unknown> } = {
  provider: () => import('./provider/provider.ts'),
  'status-dot': () => import('./status-dot/status-dot.ts'),
  'connection-banner': () => import('./connection-banner/connection-banner.ts'),
  'product-list': () => import('./product-list/product-list.ts'),
  'customer-list': () => import('./customer-list/customer-list.ts'),
  'acquisition-list': () => import('./acquisition-list/acquisition-list.ts'),
  'interaction-list': () => import('./interaction-list/interaction-list.ts'),
  'ticket-feed': () => import('./ticket-feed/ticket-feed.ts'),
  'comment-thread': () => import('./comment-thread/comment-thread.ts'),
  'attachment-list': () => import('./attachment-list/attachment-list.ts'),
  list: () => import('./list/list.ts'),
  value: () => import('./value/value.ts'),
  count: () => import('./count/count.ts'),
};
