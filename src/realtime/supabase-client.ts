/**
 * supabase-js, loaded when it is first needed: the first rows come by plain `fetch` and never wait for it.
 *
 * Only its Realtime client is made, not a whole SupabaseClient: no auth module means that the host page's own session,
 * storage and URL are left alone by construction (a default `createClient` persists a session in the page's
 * localStorage and reads tokens from its address bar).
 */
import type { RealtimeClient, WebSocketLikeConstructor } from '@supabase/supabase-js';
import { readBroadcast, readFrame } from './frame.ts';
import { LoadError, loadFailed } from './load-failed.ts';

export interface ClientOptions {
  /** The project's URL, as `https://ref.supabase.co`. */
  readonly url: string;
  readonly apiKey: string;
  readonly accessToken: () => Promise<string | null>;
}

export interface SocketObserver {
  created(socket: WebSocket): void;
  opened(socket: WebSocket): void;
  lost(socket: WebSocket, why: string): void;
  heartbeatMissed(): void;
  /** A frame came that is none. */
  garbled(): void;
}

/**
 * Milliseconds between heartbeats; a missing answer shows one interval later. realtime-js' own 25 s leaves a dead
 * socket unnoticed for up to 54 s (read in phoenix' socket.js); 5 s finds it within 10 s and the teardown.
 */
const HEARTBEAT = 5_000;

/** Longer than any page lives: phoenix must not reconnect by itself, `Connection` does (a timer holds 31 bits). */
const NEVER = 2 ** 31 - 1;

/** Named where it is fetched, so that bundlers leave the rest of supabase-js out. */
async function fetchRealtimeClient(): Promise<typeof RealtimeClient> {
  try {
    const { RealtimeClient } = await import('@supabase/supabase-js');
    return RealtimeClient;
  } catch (error) {
    throw new LoadError(loadFailed('The live connection could not be loaded, and is tried again', error));
  }
}

/** Rejects with a `LoadError` where the code does not come. */
export async function createRealtimeClient(options: ClientOptions, observer: SocketObserver): Promise<RealtimeClient> {
  const Client = await fetchRealtimeClient();
  const client = new Client(`${options.url.replace(/^http/, 'ws').replace(/\/+$/, '')}/realtime/v1`, {
    params: { apikey: options.apiKey },
    accessToken: options.accessToken,
    heartbeatIntervalMs: HEARTBEAT,
    heartbeatCallback: (status) => {
      if (status === 'timeout') observer.heartbeatMissed();
    },
    reconnectAfterMs: () => NEVER,
    disconnectOnEmptyChannelsAfterMs: NEVER,
    transport: observedSocket(observer),
    decode: (raw, callback) => {
      const frame = typeof raw === 'string' ? readFrame(raw) : readBroadcast(raw);
      if (frame !== null) callback(frame);
      else observer.garbled();
    },
  });
  return client;
}

/** A WebSocket that tells of its opening and its end; `transport` is realtime-js' own seam for it. */
function observedSocket(observer: SocketObserver): WebSocketLikeConstructor {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      observer.created(this);
      this.addEventListener('open', () => observer.opened(this));
      this.addEventListener('close', ({ code, reason }) => {
        observer.lost(this, `socket closed: ${code}${reason && ` (${reason})`}`);
      });
    }
  };
}
