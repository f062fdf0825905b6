/** Base of the elements that hold a window on a table: opens it, keeps it, and tells how it stands. */
import type { LiveRows } from '../../../src/contexts.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import type { Problem, RowsStatus } from '../../../src/domain/status.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import type { Listen, RowsEvents } from './event-types.ts';
import { OffScreen } from './off-screen.ts';
import { QueryElement } from './query-element.ts';
import { RowSource } from './row-source.ts';
import { notify, report } from './tell.ts';

/**
 * @fires {CustomEvent<{ verifiedAt: Date; repaired: number }>} live-synced - A read agreed with what is shown, or put it right.
 * @fires {CustomEvent<Problem>} live-error - Something is wrong: what, and what to do.
 */
export abstract class RowsElement<Row extends object> extends QueryElement {
  declare addEventListener: Listen<this, RowsEvents>;
  declare removeEventListener: Listen<this, RowsEvents>;

  readonly #source = new RowSource<Row>({
    patched: (patches) => this.rowsPatched(patches),
    stateChanged: () => this.rowsStateChanged(),
    synced: (detail) => notify(this, 'live-synced', detail),
  });
  readonly #offScreen = new OffScreen(this, (away) => this.#source.rest(away));
  #reported: Problem | null = null;

  /** `loading`, `live`, `stale` or `error`. */
  get status(): RowsStatus {
    return this.error ? 'error' : (this.liveRows?.status ?? 'loading');
  }

  /** When a read last agreed with what is shown. */
  get verifiedAt(): Date | null {
    return this.#source.verifiedAt;
  }

  /** What is wrong, when a person is needed. */
  get error(): Problem | null {
    const rows = this.liveRows;
    return this.absence ?? (rows?.status === 'error' ? rows.error : null);
  }

  /** Reads again now. */
  async refresh(): Promise<void> {
    await this.liveRows?.refresh();
  }

  protected get liveRows(): LiveRows<Row> | undefined {
    return this.#source.current;
  }

  /** True while changes that are there wait to be drawn, for there are many. */
  protected get behind(): boolean {
    return this.#source.behind;
  }

  /** Rows that the page brought along, in the database's names. */
  protected rowsInPage(): readonly RawRow[] | undefined {
    return undefined;
  }

  /** True while changes are to be kept from the reader. */
  protected get holdsStill(): boolean {
    return false;
  }

  protected rowsPatched(_patches: readonly Patch<Row>[]): void {
    this.requestUpdate();
  }

  protected rowsStateChanged(): void {
    this.requestUpdate();
  }

  /** Something is wrong that was not before. */
  protected errorArose(): void {}

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    this.checkAbsence();
    this.#source.ask(this.connection, this.missing() ? null : this.spec, this.holdsStill, () => this.rowsInPage());
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (this.isConnected) this.#offScreen.watch(this.clock, this.connection?.offScreenPause);
    const { error } = this;
    if (error && error.code !== this.#reported?.code) {
      if (error !== this.absence) report(this, error);
      this.errorArose();
    }
    this.#reported = error;
  }

  protected override released(): void {
    this.#offScreen.stop();
    this.#source.close();
    this.requestUpdate();
  }
}
