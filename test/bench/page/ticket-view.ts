/** What a row shows, for every contender alike: the texts, parts and classes of `<live-ticket-feed>`. */
import { formatDateTime, formatRelative } from '../../../src/template/formats.ts';
import type { Ticket } from './tickets.ts';

const tones: { readonly [value: string]: string } = {
  open: 'info',
  pending: 'warning',
  resolved: 'success',
  closed: 'neutral',
  urgent: 'danger',
  high: 'warning',
  normal: 'quiet',
  low: 'quiet',
};

const locale = 'en';

export interface BadgeView {
  readonly part: string;
  readonly className: string;
  readonly text: string;
}

export function badgeOf(column: 'status' | 'priority', value: string): BadgeView {
  return {
    part: `field field-${column} ${column} ${column}-${value} row-badge`,
    className: `badge ${tones[value]}`,
    text: value.charAt(0).toUpperCase() + value.slice(1),
  };
}

export const rowPart = ({ status, priority }: Ticket): string => `row status-${status} priority-${priority}`;
/** What the style sheet knows the row by: with selectors of parts every part that changes would cost ten times as much. */
export const rowClass = ({ status, priority }: Ticket): string =>
  `row${priority === 'urgent' ? ' urgent' : ''}${status === 'resolved' || status === 'closed' ? ' ended' : ''}`;
export const numberOf = ({ number }: Ticket): string => `#${number}`;
export const assigneeOf = ({ assignee }: Ticket): string => assignee ?? 'Unassigned';
export const ageOf = ({ created_at }: Ticket): string => formatRelative(created_at, Date.now(), locale);
export const momentOf = ({ created_at }: Ticket): string => formatDateTime(created_at, locale);
export const isoOf = ({ created_at }: Ticket): string => new Date(created_at).toISOString();
