/** One socket for all tabs of a reader (`share="tabs"`), for those who ask for it: its code is fetched then. */
import { parseJson } from '../domain/lossless-json.ts';
import type { Problem } from '../domain/status.ts';
import { LateTransport } from './late-transport.ts';
import { loadFailed } from './load-failed.ts';
import { judgeRefusal } from './server-errors.ts';
import type { TabsTransportPorts } from './tabs/tabs-transport.ts';
import type { Transport } from './transport.ts';

/** Where the code does not come, the tab has `own` to itself, and `report` is told. */
export function sharedTransport(
  ports: Omit<TabsTransportPorts, 'parseJson' | 'isTokenRefusal'>,
  report: (problem: Problem) => void,
): Transport {
  const fetchTabs = async (): Promise<Transport> => {
    const { TabsTransport } = await import('./tabs/tabs-transport.ts');
    return new TabsTransport({
      ...ports,
      parseJson,
      isTokenRefusal: (message) => judgeRefusal(message, '').kind === 'token',
    });
  };
  return new LateTransport(fetchTabs, ports.own, (error) =>
    report(loadFailed('This tab has a connection of its own, and shares none', error)),
  );
}
