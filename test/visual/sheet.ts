/** Puts one element in each of its states on the page, side by side, with nothing that moves or depends on the day. */
import { registerAll } from '../../components/register-all.ts';
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { part, until } from '../support/page.ts';
import type { ScriptedRows } from '../support/scripted-connection.ts';
import { TestProvider } from '../support/test-provider.ts';
import { visualRows } from './rows.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean>; clock: ManualClock };

const problem: Problem = {
  code: 'no-permission',
  message: 'Reading "public"."tickets" is not allowed.',
  remedy: 'Grant SELECT and add a policy, or sign the reader in.',
  permanent: true,
};

/** What a reader may try again. */
const failure: Problem = {
  code: 'backend-error',
  message: 'The server failed with status 503.',
  remedy: 'Nothing to do at once: it is tried again.',
  permanent: false,
};

const lists: { readonly [tag: string]: string } = {
  'live-product-list': 'products',
  'live-customer-list': 'customers',
  'live-acquisition-list': 'acquisitions',
  'live-interaction-list': 'interactions',
  'live-ticket-feed': 'tickets',
  'live-comment-thread': 'comments',
  'live-attachment-list': 'attachments',
  'live-list': 'products',
};

interface Box {
  readonly element: AnyElement;
  readonly provider: TestProvider;
}

function box(tag: string, caption: string, attributes: Readonly<Record<string, string>> = {}): Box {
  const figure = document.createElement('figure');
  const provider = new TestProvider();
  const element = document.createElement(tag) as AnyElement;
  element.clock = new ManualClock();
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const title = document.createElement('figcaption');
  title.textContent = caption;
  provider.append(element);
  figure.append(title, provider);
  document.body.append(figure);
  return { element, provider };
}

async function rowsOf({ element, provider }: Box): Promise<ScriptedRows> {
  await until(() => provider.connection.queries.length > 0);
  await element.updateComplete;
  return provider.connection.queries.at(-1)!;
}

function needsOf(tag: string, table: string): Record<string, string> {
  return { ...(tag === 'live-list' ? { table } : {}), 'ticket-id': 't1' };
}

async function listSheet(tag: string, table: string, rightToLeft: boolean): Promise<void> {
  const needs = needsOf(tag, table);
  const all = visualRows(table, rightToLeft);
  const states: readonly (readonly [
    string,
    Record<string, string>,
    (rows: ScriptedRows, element: AnyElement) => unknown,
  ])[] = [
    ['loading', {}, () => undefined],
    ['live', {}, (rows) => rows.show(all)],
    [
      'compact, more',
      { density: 'compact' },
      (rows) => {
        rows.hasMore = true;
        rows.show(all);
      },
    ],
    ['empty', {}, (rows) => rows.show([])],
    [
      'stale',
      {},
      (rows) => {
        rows.synced(new Date(Date.UTC(2025, 11, 31, 9, 30)), 0);
        rows.show(all, 'stale');
      },
    ],
    ['error', {}, (rows) => rows.become('error', problem)],
    ['error that may pass', {}, (rows) => rows.become('error', failure)],
    ['paused', { paused: '' }, (rows) => rows.show(all)],
    [
      'has new',
      {},
      async (rows, element) => {
        rows.show(all.slice(1));
        await element.updateComplete;
        part(element, 'list')!.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
        rows.insert(all[0]!, 'row-1');
      },
    ],
    [
      'searchable, grouped',
      {
        searchable: '',
        'group-by':
          table === 'comments'
            ? 'author'
            : table === 'attachments'
              ? 'mime_type'
              : table === 'interactions'
                ? 'kind'
                : 'status',
      },
      (rows) => rows.show(all),
    ],
  ];
  for (const [caption, attributes, play] of states) {
    const made = box(tag, caption, { ...needs, ...attributes });
    // A paused list shows the rows it had.
    made.element.toggleAttribute('paused', false);
    await play(await rowsOf(made), made.element);
    await made.element.updateComplete;
    made.element.toggleAttribute('paused', 'paused' in attributes);
    await made.element.updateComplete;
  }
}

async function inlineSheet(tag: string): Promise<void> {
  const attributes = { table: 'products', 'row-id': 'a', field: 'price', format: 'currency:EUR' };
  for (const state of ['loading', 'live', 'stale', 'error', 'nothing'] as const) {
    const made = box(tag, state, attributes);
    made.provider.prepend('There are ');
    made.provider.append(' in this sentence.');
    const rows = await rowsOf(made);
    if (state === 'stale') rows.synced(new Date(Date.UTC(2025, 11, 31, 9, 30)), 0);
    if (state === 'error') rows.become('error', problem);
    else if (state === 'nothing') rows.show([]);
    else if (state !== 'loading') rows.show([{ id: 'a', price: 1234.5 }], state);
    await made.element.updateComplete;
  }
}

const statuses: readonly ConnectionStatus[] = ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'];

async function connectionSheet(tag: string, shown = statuses): Promise<void> {
  for (const status of shown) {
    const { element, provider } = box(tag, status, { 'show-label': '' });
    await element.updateComplete;
    const nextRetryAt = new Date(element.clock.now() + 12_000);
    provider.connection.become(status, { nextRetryAt, error: status === 'error' ? problem : null });
    element.clock.pass(5000);
    await element.updateComplete;
  }
}

/** Lists in a theme, side by side, with what a theme says of their frames. */
async function themeSheet(theme: string, rightToLeft: boolean): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch(`/components/themes/${theme}.css`)).text());
  document.adoptedStyleSheets = [sheet];
  for (const [tag, table] of Object.entries(lists)) {
    const made = box(tag, tag, { ...needsOf(tag, table), 'group-by': tag === 'live-customer-list' ? 'status' : '' });
    const rows = await rowsOf(made);
    rows.hasMore = tag === 'live-ticket-feed';
    rows.show(visualRows(table, rightToLeft), tag === 'live-product-list' ? 'stale' : 'live');
    await made.element.updateComplete;
  }
  for (const [caption, shown] of [
    ['empty', (rows: ScriptedRows) => rows.show([])],
    ['error', (rows: ScriptedRows) => rows.become('error', failure)],
    ['loading', () => undefined],
  ] as const) {
    const made = box('live-ticket-feed', caption);
    shown(await rowsOf(made));
    await made.element.updateComplete;
  }
  await connectionSheet('live-connection-banner', ['reconnecting']);
}

async function draw(tag: string, rightToLeft: boolean): Promise<void> {
  document.documentElement.lang = rightToLeft ? 'ar' : 'en';
  document.documentElement.dir = rightToLeft ? 'rtl' : 'ltr';
  document.body.replaceChildren();
  const table = lists[tag];
  if (tag.startsWith('live-theme-')) await themeSheet(tag.slice('live-theme-'.length), rightToLeft);
  else if (table) await listSheet(tag, table, rightToLeft);
  else if (tag === 'live-value' || tag === 'live-count') await inlineSheet(tag);
  else await connectionSheet(tag);
  await document.fonts.ready;
}

registerAll();
Object.assign(window, { draw });
