/** Registers every element, under the kit's own prefix or another: a page that needs its own copy gives it its own names. */
import { define } from '../src/page/define.ts';
import { LiveAcquisitionList } from './acquisition-list/acquisition-list.element.ts';
import { LiveAttachmentList } from './attachment-list/attachment-list.element.ts';
import { LiveCommentThread } from './comment-thread/comment-thread.element.ts';
import { LiveConnectionBanner } from './connection-banner/connection-banner.element.ts';
import { LiveCount } from './count/count.element.ts';
import { LiveCustomerList } from './customer-list/customer-list.element.ts';
import { elementNames, ownPrefix, type ElementName } from './element-names.ts';
import { LiveInteractionList } from './interaction-list/interaction-list.element.ts';
import { LiveList } from './list/list.element.ts';
import { LiveProductList } from './product-list/product-list.element.ts';
import { LiveProvider } from './provider/provider.element.ts';
import { LiveStatusDot } from './status-dot/status-dot.element.ts';
import { LiveTicketFeed } from './ticket-feed/ticket-feed.element.ts';
import { LiveValue } from './value/value.element.ts';

const classes: { readonly [Name in ElementName]: CustomElementConstructor } = {
  provider: LiveProvider,
  'status-dot': LiveStatusDot,
  'connection-banner': LiveConnectionBanner,
  'product-list': LiveProductList,
  'customer-list': LiveCustomerList,
  'acquisition-list': LiveAcquisitionList,
  'interaction-list': LiveInteractionList,
  'ticket-feed': LiveTicketFeed,
  'comment-thread': LiveCommentThread,
  'attachment-list': LiveAttachmentList,
  list: LiveList,
  value: LiveValue,
  count: LiveCount,
};

export interface RegisterOptions {
  /** Ends in a dash: `acme-`. */
  readonly prefix?: string;
  readonly registry?: CustomElementRegistry;
}

export function registerAll({ prefix = ownPrefix, registry = globalThis.customElements }: RegisterOptions = {}): void {
  for (const name of elementNames) {
    const elementClass = classes[name];
    // A class can have one name in a registry; under a further name it goes as its own heir.
    const named = prefix === ownPrefix ? elementClass : class extends elementClass {};
    define(`${prefix}${name}`, named, registry);
  }
}
