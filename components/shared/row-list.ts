/**
 * Base of the elements that show rows. Lit draws the frame (loading, empty, error, new rows, more) and the inside of a
 * row; the rows themselves are placed by `row-chunks`, patch by patch.
 */
import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RowsObserver } from '../../src/contexts.ts';
import type { Problem, RowsStatus } from '../../src/domain/status.ts';
import { systemClock } from '../../src/page/clock.ts';
import { ticker } from '../../src/page/ticker.ts';
import { words } from '../../src/page/words.ts';
import { announcer } from './announcer.ts';
import { tellAges } from './fields.ts';
import { hostStyles } from './host.styles.ts';
import { QueryElement } from './query-element.ts';
import { ReaderPlace } from './reader-place.ts';
import { RowAnnouncements } from './row-announcements.ts';
import type { AnnounceMode } from './row-announcements.ts';
import { RowChunks } from './row-chunks.ts';
import { changeEvents, changesOf } from './row-events.ts';
import { rowListFrame } from './row-list.frame.ts';
import { rowListStyles } from './row-list.styles.ts';
import { RowLayout } from './row-layout.ts';
import type { RenderRow } from './row-layout.ts';
import { RowSource } from './row-source.ts';
import { notify, report } from './tell.ts';
import { tokensStyles } from './tokens.styles.ts';

const statuses: readonly RowsStatus[] = ['loading', 'live', 'stale', 'error'];
/** Ages are told in minutes, so twice a minute is often enough. */
const ageRhythm = 30_000;

/**
 * @slot header - Above the rows.
 * @slot footer - Below the rows.
 * @slot empty - Instead of the words when there are no rows.
 * @slot loading - Instead of the skeleton before the first rows.
 * @slot error - Instead of the explanation when something is wrong.
 * @csspart list - The box round the rows.
 * @csspart row - A row.
 * @csspart field - A field of a row; also `field-<name>` and, where free, `<name>`.
 * @csspart empty - What is shown when there are no rows.
 * @csspart loading - What is shown before the first rows.
 * @csspart error - What is shown when something is wrong.
 * @csspart retry - The button that tries again.
 * @csspart new-rows - The button that shows the new rows that wait.
 * @csspart more - The button that shows more rows.
 * @cssState loading - Nothing to show yet.
 * @cssState live - The rows are those of the table.
 * @cssState stale - The rows stand, but the stream is not known to flow.
 * @cssState error - A person is needed.
 * @cssState empty - There are no rows.
 * @cssState paused - The rows are kept as they stand.
 * @cssState has-new - New rows wait to be shown.
 * @fires {CustomEvent<LiveChange>} live-insert - A row came into the list.
 * @fires {CustomEvent<LiveChange>} live-update - A row of the list changed.
 * @fires {CustomEvent<LiveChange>} live-delete - A row of the list was deleted.
 * @fires {CustomEvent<{ verifiedAt: Date; repaired: number }>} live-synced - A read agreed with the rows, or put them right.
 * @fires {CustomEvent<Problem>} live-error - Something is wrong: what, and what to do.
 * @cssprop --live-accent - Buttons that call, focus rings; with `--live-accent-text` on it.
 * @cssprop --live-muted - Text of second rank. Default: mixed from the text colour.
 * @cssprop --live-border - Lines. Default: mixed from the text colour.
 * @cssprop --live-surface - Ground of the list. Default: transparent.
 * @cssprop --live-hover - Ground of the row under the pointer.
 * @cssprop --live-space - The unit of distances. Default: 0.25em.
 * @cssprop --live-radius - Corners; `--live-radius-small` for what stands inside.
 * @cssprop --live-row-padding - Padding of a row.
 * @cssprop --live-row-size - Height a row that was never seen is thought to have. Default: 4.5em.
 * @cssprop --live-font-size - Default: 1em, the page's.
 * @cssprop --live-line-height - Default: 1.45.
 */
export abstract class RowList<Row extends object> extends QueryElement {
  static override styles: CSSResultGroup = [tokensStyles, hostStyles, rowListStyles];

  /** Keeps the rows as they stand; what changed meanwhile is shown when it ends. */
  @property({ type: Boolean }) paused = false;

  /** What people who cannot see the page are told of new rows: nothing (`off`), how many (`summary`), which (`items`). */
  @property() announce: AnnounceMode = 'off';

  /** Id of a `<template>`, anywhere in the page, that says how a row looks; a `<template>` child serves too. */
  @property() template = '';

  /** Draws a row: answers a node, a text or a Lit template. Gets the row, and what it answered for it before. */
  @property({ attribute: false }) renderRow: RenderRow<Row> | null = null;

  readonly #observer: RowsObserver<Row> = {
    patched: (patches) => {
      this.#chunks?.apply(patches, this.#place?.reading ?? false);
      for (const change of changesOf(patches)) {
        notify(this, changeEvents[change.type], change);
        if (change.type === 'insert') this.#announcements.add(this.announce, this.#name, this.spoken(change.row));
      }
      this.#frameMayDiffer();
    },
    stateChanged: () => this.#sourceStateChanged(),
    synced: (detail) => notify(this, 'live-synced', detail),
  };
  readonly #announcements = new RowAnnouncements(systemClock, (text) => announcer.announce(text));
  readonly #source = new RowSource<Row>(this.#observer);
  readonly #layout = new RowLayout<Row>({
    host: this,
    clock: () => this.clock,
    locale: () => this.locale,
    own: (row) => this.row(row),
    changed: () => this.#chunks?.repaint(),
  });
  #chunks: RowChunks<Row> | undefined;
  #place: ReaderPlace | undefined;
  #reported: Problem | null = null;
  #frame = '';
  #stopAges: (() => void) | undefined;

  /** The rows in shown order, as many as are drawn. */
  get rows(): readonly Row[] {
    const chunks = this.#chunks;
    if (!chunks) return [];
    return this.paused || chunks.held.size > 0 ? chunks.shownRows() : (this.#source.current?.rows ?? []);
  }

  /** `loading`, `live`, `stale` or `error`. */
  get status(): RowsStatus {
    if (this.error) return 'error';
    return this.#source.current?.status ?? 'loading';
  }

  /** When a read last agreed with what is shown. */
  get verifiedAt(): Date | null {
    return this.#source.current?.verifiedAt ?? null;
  }

  /** What is wrong, when a person is needed. */
  get error(): Problem | null {
    const rows = this.#source.current;
    return this.absence ?? (rows?.status === 'error' ? rows.error : null);
  }

  /** Reads the rows again now. */
  async refresh(): Promise<void> {
    await this.#source.current?.refresh();
  }

  /** Shows one more page of rows. */
  async loadMore(): Promise<void> {
    await this.#source.current?.loadMore();
  }

  /** Shows the new rows that wait. */
  showNew(): void {
    this.#chunks?.release();
    this.#frameMayDiffer();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopAges ??= ticker.every(ageRhythm, () => this.#tellAges());
  }

  /** The inside of one row. */
  protected abstract row(row: Row): TemplateResult;

  /** How a new row reads aloud. */
  protected abstract spoken(row: Row): string;

  /** Parts of the row's own beside `row`, such as `status-open`. */
  protected rowParts(_row: Row): string {
    return '';
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (typeof document === 'undefined') return;
    this.#chunks ??= new RowChunks<Row>({
      template: (row, element) => this.#layout.content(row, element),
      parts: (row) => this.rowParts(row),
    });
    this.#layout.use(this.template, this.renderRow);
    this.checkAbsence();
    this.#source.ask(this.connection, this.missing() ? null : this.spec, this.paused);
    this.#frame = this.#describeFrame();
    this.#showStates();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    this.#reportNewError();
    this.#watchReader();
  }

  protected override released(): void {
    this.#source.close();
    this.#layout.stop();
    this.#announcements.stop();
    this.#place?.stop();
    this.#place = undefined;
    this.#stopAges?.();
    this.#stopAges = undefined;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const status = this.status;
    const list = this.#chunks;
    list?.element.setAttribute('aria-label', this.#name);
    if (list) list.element.hidden = list.size === 0;
    return rowListFrame({
      list: list?.element ?? html``,
      loading: status === 'loading' && !list?.size,
      empty: this.#empty,
      error: this.error,
      newRows: list?.held.size ?? 0,
      hasMore: this.#source.current?.hasMore ?? false,
      retry: () => void this.#retry(),
      more: () => void this.loadMore(),
      showNew: () => this.#showNewFromPill(),
    });
  }

  /** As screen readers call the list. */
  get #name(): string {
    return this.ariaLabel ?? words().lists[this.ownTable || this.table] ?? words().value(this.spec.table);
  }

  get #empty(): boolean {
    return this.#chunks?.size === 0 && (this.status === 'live' || this.status === 'stale');
  }

  /** What the frame shows; a change of rows that alters none of it does not render the frame. */
  #describeFrame(): string {
    const { error, status } = this;
    const more = this.#source.current?.hasMore;
    return [status, this.#chunks?.size === 0, this.#chunks?.held.size, more, error?.code, error?.message].join(' ');
  }

  #frameMayDiffer(): void {
    if (this.#describeFrame() !== this.#frame) this.requestUpdate();
  }

  #sourceStateChanged(): void {
    this.#showStates();
    this.#frameMayDiffer();
  }

  #showStates(): void {
    this.states.setOne(statuses, this.status);
    this.states.set('empty', this.#empty);
    this.states.set('paused', this.paused);
    this.states.set('has-new', (this.#chunks?.held.size ?? 0) > 0);
  }

  #reportNewError(): void {
    const error = this.error;
    if (error && error.code !== this.#reported?.code && error !== this.absence) report(this, error);
    this.#reported = error;
  }

  #watchReader(): void {
    const head = this.renderRoot.querySelector('.head');
    if (!head || !this.#chunks || !this.isConnected) return;
    this.#place ??= new ReaderPlace(head, this.#chunks.element, () => {
      if (!this.#place?.reading) this.showNew();
    });
  }

  async #retry(): Promise<void> {
    if (this.#source.current) await this.refresh();
    else this.connection?.reconnect();
  }

  #showNewFromPill(): void {
    this.showNew();
    const list = this.#chunks?.element;
    if (!list) return;
    // The pill goes, and the keyboard's place must not go with it.
    list.tabIndex = -1;
    list.focus({ preventScroll: true });
    this.renderRoot.querySelector('.head')?.scrollIntoView({ block: 'nearest' });
  }

  #tellAges(): void {
    if (document.hidden || !this.#chunks) return;
    tellAges(this.#chunks.element, this.locale, this.clock.now());
    this.#layout.tick();
  }
}
