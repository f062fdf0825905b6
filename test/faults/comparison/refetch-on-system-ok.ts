/** Reads anew when the server says "Subscribed to PostgreSQL": from then on changes do flow. */
import type { KeeperKind } from './keeper.ts';
import { HEADROOM } from './patched-list.ts';
import { PatchingKeeper } from './patching-keeper.ts';

export const refetchOnSystemOk: KeeperKind = {
  letter: 'c',
  name: 'read anew on the system message',
  start: (project) => new PatchingKeeper(project, { headroom: HEADROOM, refill: true, on: 'system-ok' }),
};
