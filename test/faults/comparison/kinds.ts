/** The practices that are compared, in the order of the table. */
import { fetchOnce } from './fetch-once.ts';
import type { KeeperKind } from './keeper.ts';
import { livetags } from './livetags.ts';
import { poll } from './poll.ts';
import { refetchOnSubscribed } from './refetch-on-subscribed.ts';
import { refetchOnSystemOk } from './refetch-on-system-ok.ts';

export const kinds: readonly KeeperKind[] = [fetchOnce, refetchOnSubscribed, refetchOnSystemOk, poll, livetags];
