/** Every element of the kit, what it must be given to show something, and its attributes. */

export interface Tag {
  readonly name: keyof HTMLElementTagNameMap & `live-${string}`;
  /** Imports the file that defines it. */
  readonly load: () => Promise<unknown>;
  /** Table whose rows it shows; null for the others. */
  readonly table: string | null;
  /** Attributes it cannot do without. */
  readonly needs: string;
}

const rowTag = (name: Tag['name'], table: string, load: Tag['load'], needs = ''): Tag => ({ name, load, table, needs });

export const rowTags: readonly Tag[] = [
  rowTag('live-product-list', 'products', () => import('../../components/product-list/product-list.ts')),
  rowTag('live-customer-list', 'customers', () => import('../../components/customer-list/customer-list.ts')),
  rowTag(
    'live-acquisition-list',
    'acquisitions',
    () => import('../../components/acquisition-list/acquisition-list.ts'),
  ),
  rowTag(
    'live-interaction-list',
    'interactions',
    () => import('../../components/interaction-list/interaction-list.ts'),
  ),
  rowTag('live-ticket-feed', 'tickets', () => import('../../components/ticket-feed/ticket-feed.ts')),
  rowTag(
    'live-comment-thread',
    'comments',
    () => import('../../components/comment-thread/comment-thread.ts'),
    'ticket-id="t1"',
  ),
  rowTag(
    'live-attachment-list',
    'attachments',
    () => import('../../components/attachment-list/attachment-list.ts'),
    'ticket-id="t1"',
  ),
  rowTag('live-list', 'products', () => import('../../components/list/list.ts'), 'table="products"'),
];

export const tags: readonly Tag[] = [
  { name: 'live-provider', load: () => import('../../components/provider/provider.ts'), table: null, needs: '' },
  { name: 'live-status-dot', load: () => import('../../components/status-dot/status-dot.ts'), table: null, needs: '' },
  {
    name: 'live-connection-banner',
    load: () => import('../../components/connection-banner/connection-banner.ts'),
    table: null,
    needs: '',
  },
  { name: 'live-value', load: () => import('../../components/value/value.ts'), table: null, needs: '' },
  { name: 'live-count', load: () => import('../../components/count/count.ts'), table: null, needs: '' },
  ...rowTags,
];
