/** Every word the elements show a reader, in one object that can be replaced as a whole or in part. */
import type { ConnectionStatus } from '../domain/status.ts';

export interface Words {
  readonly status: { readonly [Status in ConnectionStatus]: string };
  readonly empty: string;
  readonly loading: string;
  readonly errorTitle: string;
  readonly retry: string;
  readonly more: string;
  readonly newRows: (count: number) => string;
  readonly connecting: string;
  readonly connectionLost: string;
  readonly tryingAgain: string;
  readonly tryingAgainIn: (seconds: number) => string;
  readonly offline: string;
  readonly paused: string;
  readonly connectionFailed: string;
  readonly reconnectNow: string;
  readonly internal: string;
  readonly unknownAuthor: string;
  readonly unassigned: string;
  readonly untitled: string;
  readonly inStock: (count: string) => string;
  readonly outOfStock: string;
  readonly quantity: (count: string, each: string) => string;
  readonly total: string;
  readonly download: (name: string) => string;
  /** Names of the lists, for people who cannot see them. */
  readonly lists: { readonly [name: string]: string };
  /** A value of an enumerated column, such as `pending`, as a reader sees it. */
  readonly value: (value: string) => string;
}

const plurals = new Intl.PluralRules('en');

function plural(count: number, one: string, other: string): string {
  return `${new Intl.NumberFormat('en').format(count)} ${plurals.select(count) === 'one' ? one : other}`;
}

export const english: Words = {
  status: {
    connecting: 'Connecting',
    connected: 'Live',
    reconnecting: 'Reconnecting',
    disconnected: 'Not live',
    error: 'Connection problem',
  },
  empty: 'Nothing here yet.',
  loading: 'Loading…',
  errorTitle: 'This could not be shown.',
  retry: 'Try again',
  more: 'Show more',
  newRows: (count) => plural(count, 'new', 'new'),
  connecting: 'Connecting…',
  connectionLost: 'Connection lost.',
  tryingAgain: 'Trying again…',
  tryingAgainIn: (seconds) => `Trying again in ${seconds} s`,
  offline: 'You are offline. What you see may be out of date.',
  paused: 'Live updates are off. What you see may be out of date.',
  connectionFailed: 'Live updates stopped.',
  reconnectNow: 'Try now',
  internal: 'Internal',
  unknownAuthor: 'Unknown',
  unassigned: 'Unassigned',
  untitled: 'Untitled',
  inStock: (count) => `${count} in stock`,
  outOfStock: 'Out of stock',
  quantity: (count, each) => `${count} × ${each}`,
  total: 'Total',
  download: (name) => `Open ${name}`,
  lists: {
    products: 'Products',
    customers: 'Customers',
    acquisitions: 'Acquisitions',
    interactions: 'Interactions',
    tickets: 'Tickets',
    comments: 'Comments',
    attachments: 'Attachments',
  },
  value: (value) => (value.charAt(0).toUpperCase() + value.slice(1)).replaceAll('_', ' '),
};

let current: Words = english;

export function words(): Words {
  return current;
}

/** Gives the kit other words, in part or in whole; elements show them from their next update on. */
export function replaceWords(replacement: Partial<Words>): void {
  current = { ...current, ...replacement };
}
