/** What follows a list's rows by the attributes `searchable` and `group-by`; rows of other lists are followed by nothing. */
import type { Clock } from '../../../src/page/clock.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { announcer } from '../list/announcer.ts';
import { GroupHeadings } from './group-headings.ts';
import { groupLabel } from './group-label.ts';
import { ListSearch } from './list-search.ts';
import type { RowChunks, RowFollower } from '../rows/row-chunks.ts';
import { RowSearch } from './row-search.ts';
import { report } from '../element/tell.ts';

export interface FollowedList<Row> {
  readonly host: HTMLElement & { readonly groupBy: string; readonly searchable: boolean };
  readonly chunks: RowChunks<Row>;
  readonly clock: () => Clock;
  readonly context: () => FormatContext;
  /** Fields whose values are said in words; null where nobody knows. */
  readonly terms: readonly string[] | null;
  /** What else follows the rows. */
  readonly others: readonly RowFollower<Row>[];
  /** The search, or what it found, is another one. */
  readonly searched: () => void;
}

export class ListFollowers<Row extends object> {
  readonly #search: RowSearch<Row>;
  readonly #box: ListSearch;
  readonly #list: FollowedList<Row>;
  readonly #warned = new Set<string>();
  #groups: GroupHeadings<Row> | undefined;
  #groupBy = '';
  #context: FormatContext | undefined;

  constructor(list: FollowedList<Row>) {
    this.#list = list;
    this.#search = new RowSearch({ chunks: list.chunks, context: list.context });
    this.#box = new ListSearch({
      search: this.#search,
      clock: list.clock,
      words: () => list.context().words,
      announce: (text) => announcer.announce(text, list.host),
      changed: () => {
        for (const follower of list.chunks.followers) follower.recount?.();
        list.searched();
      },
    });
  }

  /** The search box, when there is one. */
  get search(): ListSearch | null {
    return this.#list.host.searchable ? this.#box : null;
  }

  /** Before every update of the list. */
  update(): void {
    const { host, chunks } = this.#list;
    const otherLanguage = this.#languageChanged();
    if (host.groupBy !== this.#groupBy || otherLanguage) {
      this.#groups?.clear();
      this.#groupBy = host.groupBy;
      this.#groups = this.#groupBy ? this.#newGroups() : undefined;
    }
    if (otherLanguage) this.#search.languageChanged();
    if (!host.searchable) this.#box.end();
    // The search first: a heading stands above the rows that it leaves.
    chunks.followers = [
      ...(host.searchable ? [this.#search] : []),
      ...this.#list.others,
      ...(this.#groups ? [this.#groups] : []),
    ];
  }

  stop(): void {
    this.#box.stop();
  }

  #languageChanged(): boolean {
    const before = this.#context;
    const { words, locale, timeZone } = (this.#context = this.#list.context());
    return words !== before?.words || locale !== before.locale || timeZone !== before.timeZone;
  }

  #newGroups(): GroupHeadings<Row> {
    const column = this.#groupBy;
    return new GroupHeadings(this.#list.chunks, (row) => {
      if (!Object.hasOwn(row, column)) return this.#warn(column, row);
      return groupLabel(
        (row as Readonly<Record<string, unknown>>)[column],
        this.#context!,
        this.#list.terms?.includes(column),
      );
    });
  }

  #warn(column: string, row: object): string {
    if (this.#warned.has(column)) return '';
    this.#warned.add(column);
    report(this.#list.host, {
      code: 'unknown-field',
      message: `group-by="${column}" is no field of the rows.`,
      remedy: `Fields there are: ${Object.keys(row).join(', ')}.`,
      permanent: true,
    });
    return '';
  }
}
