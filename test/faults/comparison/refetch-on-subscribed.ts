/** Reads anew whenever supabase-js reports SUBSCRIBED, which comes again after every reconnect. */
import type { KeeperKind } from './keeper.ts';
import { HEADROOM } from './patched-list.ts';
import { PatchingKeeper } from './patching-keeper.ts';

export const refetchOnSubscribed: KeeperKind = {
  letter: 'b',
  name: 'read anew on SUBSCRIBED',
  start: (project) => new PatchingKeeper(project, { headroom: HEADROOM, refill: true, on: 'subscribed' }),
};
