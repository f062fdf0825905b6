/** The documented snippet: read the rows, subscribe, patch. With more headroom than the others, for it never refills. */
import type { KeeperKind } from './keeper.ts';
import { HEADROOM } from './patched-list.ts';
import { PatchingKeeper } from './patching-keeper.ts';

export const fetchOnce: KeeperKind = {
  letter: 'a',
  name: 'read once, then patch (the documented snippet)',
  start: (project) => new PatchingKeeper(project, { headroom: 4 * HEADROOM, refill: false, on: 'never' }),
};
