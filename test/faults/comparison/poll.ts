/** Reads anew every 20 seconds, whatever the stream does, and patches in between. */
import type { KeeperKind } from './keeper.ts';
import { HEADROOM } from './patched-list.ts';
import { PatchingKeeper } from './patching-keeper.ts';

export const poll: KeeperKind = {
  letter: 'd',
  name: 'a poll every 20 s, and patch',
  start: (project) => new PatchingKeeper(project, { headroom: HEADROOM, refill: true, on: 'never', every: 20_000 }),
};
