/** The elements there are, by name: a tag is a name with the kit's prefix before it. */
/** Providers first, so that those who ask find them. */
export const elementNames = [
  'provider',
  'status-dot',
  'connection-banner',
  'product-list',
  'customer-list',
  'acquisition-list',
  'interaction-list',
  'ticket-feed',
  'comment-thread',
  'attachment-list',
  'list',
  'value',
  'count',
] as const;

export type ElementName = (typeof elementNames)[number];

export const ownPrefix = 'live-';
