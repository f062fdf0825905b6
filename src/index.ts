/** The core without elements: what JavaScript that builds on livetags may use. Importing it defines nothing. */
export { connectionContext } from './contexts.ts';
export type { LiveConnection, LiveGap, LiveRows, QuerySpec, RowsObserver } from './contexts.ts';
export type { ChangeSource, ChangeType, LiveChange } from './domain/change.ts';
export type { Acquisition, Customer, Interaction, Product } from './domain/crm.ts';
export type { ConnectionStatus, Problem, ProblemCode, RowsStatus } from './domain/status.ts';
export type { TableName, TableRows } from './domain/tables.ts';
export type { Attachment, Comment, Ticket } from './domain/ticketing.ts';
export type { Count, Language, PluralForms, SomeWords, Words } from './page/words/words.ts';
export { registerWords, replaceWords } from './page/words/words-for.ts';
export { LiveSession } from './live-session.ts';
export type { SessionOptions } from './session-options.ts';
export type { Patch } from './sync/patch.ts';
export { registerFormat } from './template/format-registry.ts';
export type { Format, FormatContext } from './template/format-registry.ts';
