/** Written by `npm run manifest` from the JSDoc of the elements: change it there. */
import type { LiveAcquisitionList } from '../acquisition-list/acquisition-list.ts';
import type { LiveAttachmentList } from '../attachment-list/attachment-list.ts';
import type { LiveCommentThread } from '../comment-thread/comment-thread.ts';
import type { LiveConnectionBanner } from '../connection-banner/connection-banner.ts';
import type { LiveCount } from '../count/count.ts';
import type { LiveCustomerList } from '../customer-list/customer-list.ts';
import type { LiveInteractionList } from '../interaction-list/interaction-list.ts';
import type { LiveList } from '../list/list.ts';
import type { LiveProductList } from '../product-list/product-list.ts';
import type { LiveProvider } from '../provider/provider.ts';
import type { LiveStatusDot } from '../status-dot/status-dot.ts';
import type { LiveTicketFeed } from '../ticket-feed/ticket-feed.ts';
import type { LiveValue } from '../value/value.ts';
import type { RowList } from '../shared/list/row-list.ts';
import type { Attribute, Either, RowOf } from './tag.ts';

/** What every list takes. */
interface EveryList<Row extends object> {
  /** Keeps the rows as they stand; what changed meanwhile is shown when it ends. */
  paused?: Either<RowList<Row>['paused']>;
  /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
  announce?: Either<RowList<Row>['announce']>;
  /** How close rows stand: `cosy` or `compact`. */
  density?: Either<RowList<Row>['density']>;
  /** Whether what changes lights up for a moment: `on` or `off`. */
  highlight?: Either<RowList<Row>['highlight']>;
  /** Where a row leads, with names of fields in braces: `/tickets/{number}`. Rows fire `live-row-click` first. */
  href?: Either<RowList<Row>['href']>;
  /** Makes every row a button that fires `live-row-click`; one with an `href` is a link. */
  clickable?: Either<RowList<Row>['clickable']>;
  /** Id of a `<template>`, anywhere in the page, that says how a row looks; a `<template>` child serves too. */
  template?: Either<RowList<Row>['template']>;
  /** A field of the rows: those with the same value stand under one heading, and the order begins with it. */
  'group-by'?: Attribute<RowList<Row>['groupBy']>;
  /** Puts a search box above the rows that searches those that are loaded. */
  searchable?: Either<RowList<Row>['searchable']>;
  /** How more rows come: when the button is pressed (`button`), or when the end of the list comes near too (`auto`). */
  'load-more'?: Attribute<RowList<Row>['loadMoreBy']>;
  /** The table, when it is not the one the element is named for. */
  table?: Either<RowList<Row>['table']>;
  /** The table's schema. Default: the provider's. */
  schema?: Either<RowList<Row>['schema']>;
  /** The element's names to the table's own columns: `name:title,price:unit_price`. */
  columns?: Either<RowList<Row>['columns']>;
  /** Columns to read, as PostgREST's `select`. */
  select?: Either<RowList<Row>['select']>;
  /** Which rows, as PostgREST's filters; a comma is AND: `status=eq.open,priority=in.(high,urgent)`. */
  filter?: Either<RowList<Row>['filter']>;
  /** In which order, as PostgREST's `order`: `created_at.desc`. */
  order?: Either<RowList<Row>['order']>;
  /** How many rows at most, 1 to 10000. Default 100. */
  limit?: Either<RowList<Row>['limit']>;
  /** The primary key's columns. Default `id`; `a,b` for a composite one. */
  'primary-key'?: Attribute<RowList<Row>['primaryKey']>;
  /** Id of the provider to use, when it is not an ancestor. */
  provider?: Either<RowList<Row>['provider']>;
  /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
  'time-zone'?: Attribute<RowList<Row>['timeZone']>;
  /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
  words?: Either<RowList<Row>['words']>;
  /** Draws a row: answers a node, a text or a Lit template. Gets the row, and what it answered for it before. */
  renderRow?: RowList<Row>['renderRow'];
  /** A field of the rows: those with the same value stand under one heading, and the order begins with it. */
  groupBy?: RowList<Row>['groupBy'];
  /** How more rows come: when the button is pressed (`button`), or when the end of the list comes near too (`auto`). */
  loadMoreBy?: RowList<Row>['loadMoreBy'];
  /** The primary key's columns. Default `id`; `a,b` for a composite one. */
  primaryKey?: RowList<Row>['primaryKey'];
  /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
  timeZone?: RowList<Row>['timeZone'];
}

/** What each tag takes. */
export interface Tags {
  'live-acquisition-list': EveryList<RowOf<LiveAcquisitionList>>;
  'live-attachment-list': EveryList<RowOf<LiveAttachmentList>> & {
    /** Id of the ticket whose rows are shown. */
    'ticket-id'?: Attribute<LiveAttachmentList['ticketId']>;
    /** Id of the ticket whose rows are shown. */
    ticketId?: LiveAttachmentList['ticketId'];
  };
  'live-comment-thread': EveryList<RowOf<LiveCommentThread>> & {
    /** Shows who else looks at this ticket, by the names in their tokens, and lets them see this reader. */
    presence?: Either<LiveCommentThread['presence']>;
    /** With `presence`: ticket feeds with `presence` on other pages show this reader, too. One on the same page does so anyway. */
    'seen-in-feed'?: Attribute<LiveCommentThread['seenInFeed']>;
    /** Id of the ticket whose rows are shown. */
    'ticket-id'?: Attribute<LiveCommentThread['ticketId']>;
    /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
    announce?: Either<LiveCommentThread['announce']>;
    /** With `presence`: ticket feeds with `presence` on other pages show this reader, too. One on the same page does so anyway. */
    seenInFeed?: LiveCommentThread['seenInFeed'];
    /** Id of the ticket whose rows are shown. */
    ticketId?: LiveCommentThread['ticketId'];
  };
  'live-connection-banner': {
    /** Id of the provider to use, when it is not an ancestor. */
    provider?: Either<LiveConnectionBanner['provider']>;
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    'time-zone'?: Attribute<LiveConnectionBanner['timeZone']>;
    /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
    words?: Either<LiveConnectionBanner['words']>;
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    timeZone?: LiveConnectionBanner['timeZone'];
  };
  'live-count': {
    /** The table, when it is not the one the element is named for. */
    table?: Either<LiveCount['table']>;
    /** The table's schema. Default: the provider's. */
    schema?: Either<LiveCount['schema']>;
    /** The element's names to the table's own columns: `name:title,price:unit_price`. */
    columns?: Either<LiveCount['columns']>;
    /** Columns to read, as PostgREST's `select`. */
    select?: Either<LiveCount['select']>;
    /** Which rows, as PostgREST's filters; a comma is AND: `status=eq.open,priority=in.(high,urgent)`. */
    filter?: Either<LiveCount['filter']>;
    /** In which order, as PostgREST's `order`: `created_at.desc`. */
    order?: Either<LiveCount['order']>;
    /** How many rows at most, 1 to 10000. Default 100. */
    limit?: Either<LiveCount['limit']>;
    /** The primary key's columns. Default `id`; `a,b` for a composite one. */
    'primary-key'?: Attribute<LiveCount['primaryKey']>;
    /** Id of the provider to use, when it is not an ancestor. */
    provider?: Either<LiveCount['provider']>;
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    'time-zone'?: Attribute<LiveCount['timeZone']>;
    /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
    words?: Either<LiveCount['words']>;
    /** The primary key's columns. Default `id`; `a,b` for a composite one. */
    primaryKey?: LiveCount['primaryKey'];
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    timeZone?: LiveCount['timeZone'];
  };
  'live-customer-list': EveryList<RowOf<LiveCustomerList>>;
  'live-interaction-list': EveryList<RowOf<LiveInteractionList>>;
  'live-list': EveryList<RowOf<LiveList>>;
  'live-product-list': EveryList<RowOf<LiveProductList>>;
  'live-provider': {
    /** The time zone in which the elements tell the time: `Europe/Berlin`. Default: the reader's. */
    'time-zone'?: Attribute<string>;
    /** Address of the Supabase project: `https://ref.supabase.co`. */
    url?: Either<LiveProvider['url']>;
    /** The project's publishable (anon) key. Never a secret one. */
    'api-key'?: Attribute<LiveProvider['apiKey']>;
    /** Schema of the tables. */
    schema?: Either<LiveProvider['schema']>;
    /** A user's token, or as a property a function that answers one. */
    'access-token'?: Attribute<LiveProvider['accessToken']>;
    /** Address of the page's own server that answers `{access_token, expires_in}` to a POST with cookies. */
    'token-url'?: Attribute<LiveProvider['tokenUrl']>;
    /** Serves the elements that stand in no provider and name none. */
    page?: Either<LiveProvider['page']>;
    /** How changes are learnt: `changes`, `broadcast` or `poll`. */
    source?: Either<LiveProvider['source']>;
    /** `tabs`: one connection for all tabs of this site that show the project to the same reader. */
    share?: Either<LiveProvider['share']>;
    /** Longest time between two audits: `60s`. */
    'audit-interval'?: Attribute<LiveProvider['auditInterval']>;
    /** How long the page may be hidden before the connection rests: `5m`. */
    'pause-when-hidden'?: Attribute<LiveProvider['pauseWhenHidden']>;
    /** How long a list may be out of sight before it leaves the stream until it comes near again: `30s`. Default: for ever. */
    'pause-off-screen'?: Attribute<LiveProvider['pauseOffScreen']>;
    /** Changes a second above which lists are read every two seconds instead of following each. No limit by default. */
    'max-events'?: Attribute<LiveProvider['maxEvents']>;
    /** The project's publishable (anon) key. Never a secret one. */
    apiKey?: LiveProvider['apiKey'];
    /** A user's token, or as a property a function that answers one. */
    accessToken?: LiveProvider['accessToken'];
    /** Address of the page's own server that answers `{access_token, expires_in}` to a POST with cookies. */
    tokenUrl?: LiveProvider['tokenUrl'];
    /** Longest time between two audits: `60s`. */
    auditInterval?: LiveProvider['auditInterval'];
    /** How long the page may be hidden before the connection rests: `5m`. */
    pauseWhenHidden?: LiveProvider['pauseWhenHidden'];
    /** How long a list may be out of sight before it leaves the stream until it comes near again: `30s`. Default: for ever. */
    pauseOffScreen?: LiveProvider['pauseOffScreen'];
    /** Changes a second above which lists are read every two seconds instead of following each. No limit by default. */
    maxEvents?: LiveProvider['maxEvents'];
    /** A SupabaseClient of the page's own, used instead of url and key. */
    client?: LiveProvider['client'];
  };
  'live-status-dot': {
    /** Shows the status in words beside the sign. */
    'show-label'?: Attribute<LiveStatusDot['showLabel']>;
    /** Id of the provider to use, when it is not an ancestor. */
    provider?: Either<LiveStatusDot['provider']>;
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    'time-zone'?: Attribute<LiveStatusDot['timeZone']>;
    /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
    words?: Either<LiveStatusDot['words']>;
    /** Shows the status in words beside the sign. */
    showLabel?: LiveStatusDot['showLabel'];
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    timeZone?: LiveStatusDot['timeZone'];
  };
  'live-ticket-feed': EveryList<RowOf<LiveTicketFeed>> & {
    /** Shows in the row of a ticket who else looks at it just now, by the names in their tokens: those who have it open in a thread with `presence`. */
    presence?: Either<LiveTicketFeed['presence']>;
    /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
    announce?: Either<LiveTicketFeed['announce']>;
  };
  'live-value': {
    /** The row's key; the values of a composite one joined by commas. Without it, the first row of `filter` and `order`. */
    'row-id'?: Attribute<LiveValue['rowId']>;
    /** The field to show, or a path into it: `price`, `address.city`. */
    field?: Either<LiveValue['field']>;
    /** Formats as in templates: `currency:EUR`, `relative`, `number:2`. */
    format?: Either<LiveValue['format']>;
    /** The table, when it is not the one the element is named for. */
    table?: Either<LiveValue['table']>;
    /** The table's schema. Default: the provider's. */
    schema?: Either<LiveValue['schema']>;
    /** The element's names to the table's own columns: `name:title,price:unit_price`. */
    columns?: Either<LiveValue['columns']>;
    /** Columns to read, as PostgREST's `select`. */
    select?: Either<LiveValue['select']>;
    /** Which rows, as PostgREST's filters; a comma is AND: `status=eq.open,priority=in.(high,urgent)`. */
    filter?: Either<LiveValue['filter']>;
    /** In which order, as PostgREST's `order`: `created_at.desc`. */
    order?: Either<LiveValue['order']>;
    /** How many rows at most, 1 to 10000. Default 100. */
    limit?: Either<LiveValue['limit']>;
    /** The primary key's columns. Default `id`; `a,b` for a composite one. */
    'primary-key'?: Attribute<LiveValue['primaryKey']>;
    /** Id of the provider to use, when it is not an ancestor. */
    provider?: Either<LiveValue['provider']>;
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    'time-zone'?: Attribute<LiveValue['timeZone']>;
    /** Words of the element's own in the place of some of the usual ones; as JSON in the attribute. */
    words?: Either<LiveValue['words']>;
    /** The row's key; the values of a composite one joined by commas. Without it, the first row of `filter` and `order`. */
    rowId?: LiveValue['rowId'];
    /** The primary key's columns. Default `id`; `a,b` for a composite one. */
    primaryKey?: LiveValue['primaryKey'];
    /** The time zone points in time are told in, such as `Europe/Berlin`. Default: that of an ancestor, or the browser's. */
    timeZone?: LiveValue['timeZone'];
  };
}
