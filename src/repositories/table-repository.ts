/** Windows and change streams of any table: the way from the sync engine to those who show rows. */
import type { LiveRows, QuerySpec } from '../contexts.ts';
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem } from '../domain/status.ts';
import { toLiveChange } from '../realtime/change-payload.ts';
import type { RowEvent } from '../realtime/change-payload.ts';
import type { TableStream } from '../realtime/channel-manager.ts';
import { LiveQuery, type LiveQueryPorts, type UnreadRows } from '../sync/live-query.ts';
import { QueryError } from '../sync/query-error.ts';
import { planQuery, specIdentity } from '../sync/query-plan.ts';
import { entityConverter } from './entity.ts';
import { FailedRows } from './failed-rows.ts';
import { SharedRows, type SharedQuery } from './shared-rows.ts';

export interface TableRepositoryPorts {
  readonly defaultSchema: string;
  queryPorts(schema: string, table: string): LiveQueryPorts;
  /** Every change of a table, and the claim on its stream that makes them come. */
  follow(schema: string, table: string, listener: (event: RowEvent) => void): TableStream;
}

export class TableRepository {
  readonly #ports: TableRepositoryPorts;
  readonly #queries = new Set<LiveQuery<RawRow>>();
  /** Those that another widget with the same words may join. */
  readonly #shared = new Map<string, SharedQuery>();

  constructor(ports: TableRepositoryPorts) {
    this.#ports = ports;
  }

  /** A window over `spec.table`. Those who ask the same share one query and its reads. Bad words give rows in error. */
  rows<Row>(spec: QuerySpec, unread?: UnreadRows): LiveRows<Row> {
    try {
      return new SharedRows<Row>(spec, (wanted) => this.#share(wanted, wanted === spec ? unread : undefined));
    } catch (error) {
      if (error instanceof QueryError) return new FailedRows<Row>(error.problem);
      throw error;
    }
  }

  /** Calls `listener` for every change of the table that this reader may see. Answers the function that ends it. */
  changes<Row>(
    table: string,
    listener: (change: LiveChange<Row>) => void,
    schema = this.#ports.defaultSchema,
  ): () => void {
    const convert = entityConverter(table);
    const stream = this.#ports.follow(schema, table, (event) => {
      listener(toLiveChange(event, (raw: RawRow) => convert(raw) as Row));
    });
    return () => stream.release();
  }

  /** Another user: every row on the page is somebody else's. */
  identityChanged(): void {
    this.#queries.forEach((query) => query.identityChanged());
  }

  /** A read was good after others had failed: those need not wait to be tried again. */
  hurry(): void {
    this.#queries.forEach((query) => query.hurry());
  }

  refresh(): void {
    this.#queries.forEach((query) => void query.refresh());
  }

  /** What every list says while the connection as a whole cannot be had. */
  fail(problem: Problem): void {
    this.#queries.forEach((query) => query.fail(problem));
  }

  close(): void {
    this.#queries.forEach((query) => query.close());
    this.#queries.clear();
  }

  #share(spec: QuerySpec, unread?: UnreadRows): SharedQuery {
    const { defaultSchema } = this.#ports;
    const identity = specIdentity(spec, defaultSchema);
    const known = this.#shared.get(identity);
    if (known !== undefined) {
      known.users++;
      known.query.wake();
      return known;
    }
    const plan = planQuery<RawRow>(spec, defaultSchema, entityConverter(spec.table));
    const query = new LiveQuery(plan, this.#ports.queryPorts(plan.schema, plan.table));
    let resting = 0;
    const settle = (): void => (resting === shared.users ? query.rest() : query.wake());
    const shared: SharedQuery = {
      query,
      users: 1,
      rest: () => {
        resting++;
        settle();
      },
      wake: () => {
        resting--;
        settle();
      },
      detach: () => {
        if (this.#shared.get(identity) === shared) this.#shared.delete(identity);
      },
      leave: (wasResting) => {
        if (wasResting) resting--;
        if (--shared.users > 0) return settle();
        shared.detach();
        this.#queries.delete(query);
        query.close();
      },
    };
    this.#shared.set(identity, shared);
    this.#queries.add(query);
    query.start(unread);
    return shared;
  }
}
