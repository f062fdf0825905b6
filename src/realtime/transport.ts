/**
 * What the kit needs of a Realtime client, and no more. `supabase-transport.ts` gives it on supabase-js; the
 * simulation gives it on a model of the server, in virtual time.
 */

import type { RealtimeChannel, RealtimeChannelOptions } from '@supabase/supabase-js';

/** What is used of a client handed over: making channels. A SupabaseClient and a RealtimeClient both have it. */
export interface ChannelMaker {
  channel(topic: string, options?: RealtimeChannelOptions): RealtimeChannel;
}

/** What a channel listens to: every change of one table, never filtered on the server (a DELETE with a filter on
 * anything but the key is not delivered at all, and an UPDATE out of the filter says nothing; walrus#53, realtime#414). */
export interface TableBinding {
  readonly schema: string;
  readonly table: string;
  /** Heard by broadcast on a private topic, instead of by `postgres_changes`. */
  readonly broadcast?: boolean;
}

/** One `postgres_changes` message as realtime-js hands it to a listener; a broadcast is put into the same shape. */
export interface ChangePayload {
  readonly eventType: string;
  readonly schema: string;
  readonly table: string;
  readonly commit_timestamp: string | null;
  readonly new: Readonly<Record<string, unknown>>;
  readonly old: Readonly<Record<string, unknown>>;
  readonly errors: readonly string[] | null;
}

export interface SystemMessage {
  readonly extension?: string;
  readonly status: string;
  readonly message: string;
}

export interface ChannelListener {
  /** The join was accepted. It does not mean that changes flow: that is the system message of status `ok`. */
  joined(): void;
  /** The join was refused, or the channel failed while the socket stands. */
  failed(message: string): void;
  /** The server ended the channel, as it does when the token expires. */
  closed(): void;
  system(message: SystemMessage): void;
  change(payload: ChangePayload): void;
}

export interface TransportListener {
  opened(): void;
  /** The socket is gone, or known to be dead. */
  lost(why: string): void;
  /** Something came that could not be read: whatever it was, it has been missed. */
  garbled(): void;
}

/** How a tab comes by its stream: by a socket of its own, by one it shares with others, or by another tab's. */
export type TabRole = 'alone' | 'leader' | 'follower';

export interface Transport {
  /** Of one that tabs share; others are `alone`. */
  readonly role?: TabRole;
  /** False for a client handed over: its owner opens it, closes it and signs it in; we only join and leave. */
  readonly managed: boolean;
  readonly isOpen: boolean;
  observe(listener: TransportListener): void;
  /** Sees to it that joins from now on speak for this token. */
  setToken(token: string | null): Promise<void>;
  /** Opens the socket; `opened` or `lost` tells how it went. */
  open(): void;
  /** Gives up the socket until `open()`; every channel on it has been left. */
  close(): Promise<void>;
  /** For channels that are no table's; undefined before the socket was first opened, or where there are none. */
  readonly channelMaker?: ChannelMaker | undefined;
  /** Joins `topic`. Answers the function that leaves it, after which its listener hears nothing more. */
  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void;
}
