/**
 * What tabs tell one another. Every script of the site can write here, so a message counts only if it has exactly the
 * form of one; who sends it, and to whom it is sent, is an id that a tab draws for each stay in a group.
 */
import type { ChangePayload, SystemMessage, TableBinding } from '../transport.ts';

export type TabMessage = { readonly from: string } & Readonly<
  /** A tab asks who leads. */
  | { kind: 'hello'; visible: boolean }
  /** This tab leads, since `term`; `open`: its socket stands. */
  | { kind: 'leads'; term: number; open: boolean }
  /** A leader that has been hidden for long asks a tab that is seen to lead instead. */
  | { kind: 'yours'; to: string }
  /** The leader's socket is gone, or it leads no more. */
  | { kind: 'lost'; why: string }
  | { kind: 'garbled' }
  | { kind: 'join'; to: string; channel: number; topic: string; binding: TableBinding }
  | { kind: 'leave'; to: string; channel: number }
  /** What became of a join. */
  | { kind: 'joined' | 'closed'; to: string; channel: number }
  | { kind: 'failed'; to: string; channel: number; message: string }
  | { kind: 'system'; to: string; channel: number; message: SystemMessage }
  /** Changes, each with the name of its feed, in the order in which they came. */
  | { kind: 'changes'; changes: readonly (readonly [feed: string, payload: ChangePayload])[] }
>;

type Form = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const has =
  (form: Form) =>
  (value: unknown): boolean =>
    isObject(value) && Object.entries(form).every(([name, holds]) => holds(value[name]));

const isPayload = has({ eventType: isText, schema: isText, table: isText });
const ofChannel: Form = { to: isText, channel: isNumber };

const forms: ReadonlyMap<unknown, Form> = new Map<TabMessage['kind'], Form>([
  ['hello', { visible: isFlag }],
  ['leads', { term: isNumber, open: isFlag }],
  ['yours', { to: isText }],
  ['lost', { why: isText }],
  ['garbled', {}],
  ['join', { ...ofChannel, topic: isText, binding: has({ schema: isText, table: isText }) }],
  ['leave', ofChannel],
  ['joined', ofChannel],
  ['closed', ofChannel],
  ['failed', { ...ofChannel, message: isText }],
  ['system', { ...ofChannel, message: has({ status: isText, message: isText }) }],
  [
    'changes',
    {
      changes: (value) =>
        Array.isArray(value) && value.every((each) => Array.isArray(each) && isText(each[0]) && isPayload(each[1])),
    },
  ],
]);

/** Null for what is no message of ours. */
export function readTabMessage(data: unknown): TabMessage | null {
  const form = isObject(data) && isText(data['from']) ? forms.get(data['kind']) : undefined;
  return form !== undefined && has(form)(data) ? (data as TabMessage) : null;
}
