/**
 * The rows of a list as they stand in the page: where they are drawn, how they look, where they lead, what follows them
 * (headings, search), what waits, what lights up. The list tells it of patches and draws the frame round it.
 */
import type { Clock } from '../../../src/page/clock.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { FeedKeys } from './feed-keys.ts';
import { tellAges } from './age.ts';
import { ListFollowers } from '../followers/list-followers.ts';
import type { ListSearch } from '../followers/list-search.ts';
import { NewRows } from '../list/new-rows.ts';
import { RowChunks } from './row-chunks.ts';
import type { RowFollower } from './row-chunks.ts';
import { RowHighlight } from './row-highlight.ts';
import { RowLayout } from './row-layout.ts';
import type { RenderRow } from './row-layout.ts';
import { RowLinks } from './row-links.ts';

/** The list, as far as its rows depend on it. */
export interface RowsHost<Row> extends HTMLElement {
  readonly groupBy: string;
  readonly searchable: boolean;
  readonly template: string;
  readonly renderRow: RenderRow<Row> | null;
  readonly href: string;
  readonly clickable: boolean;
}

export interface DrawnRowsOptions<Row> {
  readonly host: RowsHost<Row>;
  readonly clock: () => Clock;
  readonly context: () => FormatContext;
  /** The element's own layout of a row. */
  readonly own: (row: Row, former: Row | null) => unknown;
  /** The row's parts beside `row`. */
  readonly parts: (row: Row) => string;
  /** The same for the kit's own style sheets. */
  readonly classes: (row: Row) => string;
  /** How a row reads aloud. */
  readonly name: (row: Row) => string;
  /** Rows are articles of a feed, not items of a list. */
  readonly isFeed: boolean;
  /** Fields whose values are said in words; null where nobody knows. */
  readonly terms: readonly string[] | null;
  /** What follows the rows of this list beside headings and search. */
  readonly followers: (chunks: RowChunks<Row>) => readonly RowFollower<Row>[];
  /** What waits, or what is searched for and found, is another. */
  readonly changed: () => void;
}

export class DrawnRows<Row extends object> {
  readonly chunks: RowChunks<Row>;
  readonly #options: DrawnRowsOptions<Row>;
  readonly #layout: RowLayout<Row>;
  readonly #links: RowLinks<Row>;
  readonly #highlight = new RowHighlight((key) => this.chunks.elementOf(key));
  readonly #followers: ListFollowers<Row>;
  readonly #newRows: NewRows;
  readonly #feedKeys: FeedKeys | undefined;

  constructor(options: DrawnRowsOptions<Row>) {
    const { host, clock, context, own, parts, classes, name, isFeed, terms, followers, changed } = options;
    const repaint = (): void => this.chunks.repaint();
    this.#options = options;
    this.#layout = new RowLayout({ host, clock, context, own, changed: repaint });
    this.#links = new RowLinks({ host, name, rowOf: (element) => this.chunks.rowOf(element), changed: repaint });
    this.chunks = new RowChunks({
      draw: (row, element, former) => {
        this.#links.update(row, element);
        this.#layout.draw(row, element, former);
      },
      parts,
      classes,
      ...(isFeed ? { name } : {}),
    });
    if (isFeed) this.#feedKeys = new FeedKeys(this.chunks.element, (row) => this.chunks.placeOf(row));
    this.#newRows = new NewRows(this.chunks, changed);
    this.#followers = new ListFollowers({
      host,
      chunks: this.chunks,
      clock,
      context,
      terms,
      others: followers(this.chunks),
      searched: changed,
    });
  }

  /** The search box, when there is one. */
  get search(): ListSearch | null {
    return this.#followers.search;
  }

  /** Takes what the author asks for now. Before every update of the list. */
  use(): void {
    const { template, renderRow, href, clickable } = this.#options.host;
    this.#layout.use(template, renderRow);
    this.#links.use(this.chunks.element, href, clickable);
  }

  /** The same for what follows the rows, once the list knows what it asks for. */
  follow(): void {
    this.#followers.update();
  }

  /** `frame` holds the list, the head directly above it, and the button that shows what waits. */
  watch(frame: ParentNode): void {
    this.#newRows.watch(frame);
  }

  apply(patches: readonly Patch<Row>[], highlights: boolean): void {
    this.chunks.apply(patches, this.#newRows.wait);
    if (highlights) this.#highlight.show(patches);
  }

  /** Shows the new rows that wait. */
  showNew(): void {
    this.#newRows.show();
  }

  showNewFromButton(): void {
    this.#newRows.showFromButton();
  }

  placesMayDiffer(): void {
    this.#feedKeys?.placesMayDiffer();
  }

  /** Time went on. */
  tellAges(): void {
    const { clock, context } = this.#options;
    tellAges(this.chunks.element, context().locale, clock().now());
    this.#layout.tick();
  }

  stop(): void {
    this.#layout.stop();
    this.#highlight.stop();
    this.#newRows.stop();
    this.#followers.stop();
  }
}
