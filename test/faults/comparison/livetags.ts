/** Ours: a session as a provider makes it, with its default settings. */
import { LiveSession } from '../../../src/live-session.ts';
import { comparedLists, type KeeperKind, type Row } from './keeper.ts';

export const livetags: KeeperKind = {
  letter: 'e',
  name: 'livetags',
  start({ url, anonKey, token, fetch }) {
    const session = new LiveSession({ url, apiKey: anonKey, accessToken: token, fetch });
    const queries = comparedLists.map(({ table, filter, order, limit }) =>
      session.query<Row>({ table, filter, order, limit: limit === Infinity ? 10_000 : limit }),
    );
    session.connect();
    return {
      rows: (place) => queries[place]!.rows,
      async ready() {
        while (!queries.every(({ status }) => status === 'live'))
          await new Promise((resolve) => setTimeout(resolve, 20));
      },
      close() {
        for (const query of queries) query.close();
        session.close();
        return Promise.resolve();
      },
    };
  },
};
