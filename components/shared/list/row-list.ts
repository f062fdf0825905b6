/**
 * Base of the elements that show rows. Lit draws the frame (loading, empty, error, new rows, more) and the inside of a
 * row; the rows themselves are placed by `row-chunks`, patch by patch.
 */
import { html, isServer } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { systemClock } from '../../../src/page/clock.ts';
import type { LiveChange } from '../../../src/domain/change.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import { listName } from '../../../src/page/words/term.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { announcer } from './announcer.ts';
import { DrawnRows } from '../rows/drawn-rows.ts';
import type { RowChunks, RowFollower } from '../rows/row-chunks.ts';
import type { Listen, ListEvents } from '../element/event-types.ts';
import { FrameFocus } from './frame-focus.ts';
import { hasFallback } from '../element/fallback.ts';
import { givenName } from '../element/given-name.ts';
import { ListOptions } from '../element/list-options.ts';
import { describeRows, listView, sameView, showStates } from './list-view.ts';
import type { ListView } from './list-view.ts';
import { LoadAhead } from './load-ahead.ts';
import { PrintMoment } from './print-moment.ts';
import { placeholderRow } from '../rows/placeholder-row.ts';
import { RowAges } from '../rows/row-ages.ts';
import { RowAnnouncements } from './row-announcements.ts';
import { changeEvents } from '../rows/row-events.ts';
import { rowsInPage } from '../element/rows-in-page.ts';
import { rowListFrame } from './row-list.frame.ts';
import { allListStyles } from './all-list.styles.ts';
import { asOf, staleness } from './staleness.ts';
import { notify } from '../element/tell.ts';

/**
 * @slot - What is to be read while there are no rows: before the script has come, before the first rows, after a fault.
 * @slot header - Above the rows.
 * @slot footer - Below the rows.
 * @slot empty - Instead of the words when there are no rows.
 * @slot loading - Instead of the skeleton before the first rows.
 * @slot error - Instead of the explanation when something is wrong.
 * @csspart list - The box round the rows.
 * @csspart rows - A block of up to 128 rows in the list: what to lay out as a grid.
 * @csspart row - A row.
 * @csspart row-link - The link or button that fills a row that leads somewhere.
 * @csspart row-content - The element's own layout in a row.
 * @csspart field - A field of a row; also `field-<name>` and, where free, `<name>`.
 * @csspart group - A heading above the rows of one value, with `group-by`.
 * @csspart search - The search box, with `searchable`.
 * @csspart no-matches - What is shown when no row reads what is searched for.
 * @csspart search-hint - Says that only the rows shown so far were searched, when there are more.
 * @csspart empty - What is shown when there are no rows.
 * @csspart loading - What is shown before the first rows.
 * @csspart fallback - What the tag holds, while it stands for the rows.
 * @csspart stale - The line below a list that says since when the rows are not live.
 * @csspart error - What is shown when something is wrong.
 * @csspart retry - The button that tries again, where that can help.
 * @csspart new-rows - The button that shows the new rows that wait.
 * @csspart as-of - Of when the rows are, on paper.
 * @csspart more - The button that shows more rows.
 * @cssState loading - Nothing to show yet.
 * @cssState live - The rows are those of the table.
 * @cssState stale - The rows stand, but the stream is not known to flow.
 * @cssState error - A person is needed.
 * @cssState empty - There are no rows.
 * @cssState compact - Rows stand close (`density`).
 * @cssState paused - The rows are kept as they stand.
 * @cssState has-new - New rows wait to be shown.
 * @cssState filtered - Something is searched for.
 * @fires {CustomEvent<LiveChange>} live-insert - A row came into the list.
 * @fires {CustomEvent<LiveChange>} live-update - A row of the list changed.
 * @fires {CustomEvent<LiveChange>} live-delete - A row of the list was deleted.
 * @fires {CustomEvent<RowClick>} live-row-click - A row with `href` or `clickable` was clicked, or Enter pressed on it; prevented, its link is not followed. Clicks that open a tab or a window are the browser's, and not told.
 */
export abstract class RowList<Row extends object> extends ListOptions<Row> {
  declare addEventListener: Listen<this, ListEvents<Row>>;
  declare removeEventListener: Listen<this, ListEvents<Row>>;

  static override styles: CSSResultGroup = allListStyles;

  /** True where rows are the articles of a feed, each called as it is spoken; elsewhere they are the items of a list. */
  protected readonly isFeed: boolean = false;

  /** Fields whose values are of a short list, and said in words; null where nobody knows. */
  protected readonly terms: readonly string[] | null = null;

  readonly #announcements = new RowAnnouncements(
    systemClock,
    (text) => announcer.announce(text, this),
    () => this.say,
    () => this.#name,
  );
  readonly #more = new LoadAhead(
    () => this.liveRows,
    () => this.#viewMayDiffer(),
  );
  #drawn: DrawnRows<Row> | undefined;
  readonly #frameFocus = new FrameFocus();
  readonly #print = new PrintMoment(this);
  #view: ListView | undefined;

  constructor() {
    super();
    this.addController(new RowAges(() => this.#drawn?.tellAges()));
  }

  /** The rows in shown order, as many as are drawn. */
  get rows(): readonly Row[] {
    const chunks = this.#drawn?.chunks;
    return (this.paused || this.behind || chunks?.held.size ? chunks?.shownRows() : this.liveRows?.rows) ?? [];
  }

  /** Shows one more page of rows; one that is on its way already is the one. */
  loadMore(): Promise<void> {
    return this.#more.load();
  }

  /** Shows the new rows that wait. */
  showNew(): void {
    this.#drawn?.showNew();
  }

  protected override languageChanged(): void {
    super.languageChanged();
    this.#drawn?.chunks.repaint();
  }

  /** The inside of one row; `former` is the row that stands there drawn, whose cells are kept where they read the same. */
  protected abstract row(row: Row, former: Row | null): TemplateResult;

  /** How a new row reads aloud. */
  protected abstract spoken(row: Row): string;

  /** Parts of the row's own beside `row`, such as `status-open`. */
  protected rowParts(_row: Row): string {
    return '';
  }

  /** Classes of the row for the element's own style sheet. */
  protected rowClasses(_row: Row): string {
    return '';
  }

  /** What follows the rows of this kind of list. */
  protected followersOf?(chunks: RowChunks<Row>): readonly RowFollower<Row>[];

  /** What a row says beside its columns is another. */
  protected repaintRow(key: string): void {
    this.#drawn?.chunks.repaintRow(key);
  }

  /** What stands below the rows. */
  protected below?(): unknown;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (isServer) return;
    this.#drawn ??= this.#newRows();
    this.#drawn.use();
    super.willUpdate(changed);
    this.#drawn.follow();
    this.#describe();
    this.#frameFocus.remember(this);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (this.isConnected) this.#drawn?.watch(this.renderRoot);
    // While rows are searched the end is near without the reader having come to it.
    const ahead = this.loadsAhead && this.isConnected && this.#view?.query === '';
    this.#more.watch(ahead ? this.renderRoot.querySelector("[part='more']") : null);
    this.#frameFocus.handOn(this);
  }

  protected override rowsInPage(): readonly RawRow[] | undefined {
    return rowsInPage(this);
  }

  protected override rowsPatched(patches: readonly Patch<Row>[]): void {
    this.#drawn?.apply(patches, this.highlights);
    let told: LiveChange<Row> | null = null;
    let placesDiffer = false;
    for (const patch of patches) {
      if (patch.type !== 'update') placesDiffer = true;
      // A change that alters a row and moves it comes as two patches.
      if (patch.type === 'reset' || !patch.change || patch.change === told) continue;
      told = patch.change;
      this.#tell(told);
    }
    // The frame tells of rows whether there are any and how many wait, and of those that are searched how many match.
    if (this.#drawn?.search || (placesDiffer && this.#countsDiffer)) this.#viewMayDiffer();
    else if (placesDiffer) this.#drawn?.placesMayDiffer();
  }

  protected override rowsStateChanged(): void {
    if (this.status === 'live') this.#more.recovered();
    this.#viewMayDiffer();
  }

  protected override errorArose(): void {
    announcer.announce(`${this.#name}: ${this.say.errorTitle}`, this);
  }

  protected override released(): void {
    super.released();
    this.#drawn?.stop();
    this.#announcements.stop();
    this.#more.stop();
  }

  protected override render(): TemplateResult {
    const list = this.#drawn?.chunks;
    const view = this.#view ?? this.#describe();
    if (list) describeRows(list, this.#name, view);
    return rowListFrame(view, this.say, {
      list: list?.element ?? html``,
      below: this.below?.(),
      asOf: this.#print.printing ? asOf(this.verifiedAt, this.formatContext) : '',
      searchBox: () => this.#drawn?.search?.box() ?? html``,
      expected: this.spec.limit ?? 3,
      placeholder: (index) => this.row(placeholderRow<Row>(this.ownTable || this.table, index), null),
      staleness: () => staleness(view.asOf, this.formatContext),
      insideChanged: () => this.#viewMayDiffer(),
      retry: () => void this.refresh(),
      more: () => {
        this.#frameFocus.moreAsked(list?.element);
        void this.loadMore();
      },
      showNew: () => this.#drawn?.showNewFromButton(),
    });
  }

  /** As screen readers call the list. */
  get #name(): string {
    return givenName(this) ?? listName(this.say, this.ownTable || this.table);
  }

  #newRows(): DrawnRows<Row> {
    return new DrawnRows<Row>({
      host: this,
      clock: () => this.clock,
      context: () => this.formatContext,
      own: (row, former) => this.row(row, former),
      parts: (row) => this.rowParts(row),
      classes: (row) => this.rowClasses(row),
      name: (row) => this.spoken(row) || this.say.untitled,
      isFeed: this.isFeed,
      terms: this.terms,
      followers: (chunks) => this.followersOf?.(chunks) ?? [],
      changed: () => this.#viewMayDiffer(),
    });
  }

  #tell(change: LiveChange<Row>): void {
    notify(this, changeEvents[change.type], change);
    if (change.type === 'insert') this.#announcements.add(this.announceMode, () => this.spoken(change.row));
  }

  /** What rows that come, go or move alter in the frame; of all else in it the list is told (`rowsStateChanged`). */
  get #countsDiffer(): boolean {
    const view = this.#view;
    const chunks = this.#drawn?.chunks;
    if (!view || !chunks) return true;
    const { size, held } = chunks;
    return (size === 0) !== view.none || held.size !== view.newRows;
  }

  /** A change of rows that alters nothing in the frame does not render it. */
  #viewMayDiffer(): void {
    this.#drawn?.placesMayDiffer();
    const before = this.#view;
    if (this.#describe() !== before) this.requestUpdate();
  }

  /** The same object while nothing in it differs. */
  #describe(): ListView {
    const view = listView(
      this,
      this.#drawn?.chunks,
      { hasMore: this.liveRows?.hasMore, state: this.#more.state },
      this.#drawn?.search ?? null,
      () => !isServer && hasFallback(this),
    );
    if (this.#view && sameView(view, this.#view)) return this.#view;
    this.#view = view;
    showStates(this.states, view);
    return view;
  }
}
