/** Stands in for a connection that cannot be made, so that every widget of a misconfigured provider says why. */
import type { LiveConnection, LiveRows } from '../../src/contexts.ts';
import type { Problem } from '../../src/domain/status.ts';

const nothing = (): void => {};

export function refusedConnection(problem: Problem): LiveConnection {
  return {
    status: 'error',
    nextRetryAt: null,
    error: problem,
    observe: () => nothing,
    query: <Row>() => refusedRows<Row>(problem),
    subscribe: () => nothing,
    reconnect: nothing,
  };
}

function refusedRows<Row>(problem: Problem): LiveRows<Row> {
  return {
    rows: [],
    status: 'error',
    verifiedAt: null,
    error: problem,
    hasMore: false,
    observe: () => nothing,
    refresh: () => Promise.resolve(),
    loadMore: () => Promise.resolve(),
    close: nothing,
  };
}
