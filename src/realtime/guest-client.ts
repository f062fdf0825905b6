/**
 * A SupabaseClient that the page hands over: its socket, its session, its fetch, used and never governed.
 *
 * We join and leave channels of our own on it. Its `disconnect`, `setAuth` and `sendHeartbeat` are never called: they
 * would hit the page's channels and session too.
 */
import type { Clock } from '../page/clock.ts';
import type { TokenSource } from './access-token.ts';
import { readClaims } from './token-claims.ts';
import { joinTable } from './supabase-transport.ts';
import type { ChannelListener, ChannelMaker, TableBinding, Transport, TransportListener } from './transport.ts';

interface Session {
  readonly access_token: string;
}

/** What is used of a SupabaseClient. All but `realtime` and `auth` are protected in its types, and stable. */
export interface GuestClient extends ChannelMaker {
  readonly realtime: { isConnected(): boolean; readonly accessTokenValue: string | null };
  readonly auth: {
    getSession(): Promise<{ data: { session: Session | null } }>;
    onAuthStateChange(listener: () => void): { data: { subscription: { unsubscribe(): void } } };
  };
  readonly rest: { readonly fetch?: typeof fetch };
  /** The owner's function of this name, if it was made with one: then `auth` throws whatever is asked of it. */
  readonly accessToken?: () => Promise<string | null>;
  readonly supabaseUrl: string;
  readonly supabaseKey: string;
}

/** The owner's session, whatever it is at the moment. */
export function guestToken(client: GuestClient): TokenSource {
  return { renewable: true, fetch: () => currentToken(client) };
}

/** Calls `changed` whenever the owner signs in, out, or renews. Answers the function that ends it. */
export function observeGuestSession(client: GuestClient, clock: Clock, changed: () => void): () => void {
  if (client.accessToken !== undefined) return () => undefined;
  // A task later: supabase-js holds its auth lock while it calls, and asking for the session within waits for ever.
  const { data } = client.auth.onAuthStateChange(() => void clock.setTimer(changed, 0));
  return () => data.subscription.unsubscribe();
}

async function currentToken(client: GuestClient): Promise<string | null> {
  if (client.accessToken !== undefined) return client.accessToken();
  const { data } = await client.auth.getSession();
  return data.session?.access_token ?? null;
}

/** How long the owner's token may take from its session to its Realtime client before we join without seeing it there. */
const TOKEN_ARRIVES_WITHIN = 2_000;
const LOOK_EVERY = 25;

export class GuestTransport implements Transport {
  readonly managed = false;
  readonly #client: GuestClient;
  readonly #clock: Clock;
  #listener: TransportListener | undefined;

  constructor(client: GuestClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#client.realtime.isConnected();
  }

  get channelMaker(): ChannelMaker {
    return this.#client;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  /**
   * Waits until the owner's Realtime client speaks for the reader of `token`: a join sent before that is anonymous for
   * good, with every row hidden and a healthy status (supabase-js#2655, transcript d-rls-token-race); and one sent right
   * after signing out still speaks for who was there.
   */
  async setToken(token: string | null): Promise<void> {
    const until = this.#clock.now() + TOKEN_ARRIVES_WITHIN;
    while (!this.#speaksFor(token) && this.#clock.now() < until) {
      await new Promise<void>((resolve) => this.#clock.setTimer(resolve, LOOK_EVERY));
    }
  }

  #speaksFor(token: string | null): boolean {
    const known = this.#client.realtime.accessTokenValue;
    if (known === token) return true;
    // A function may mint another token at every call, and without a session the API key stands in its place.
    const { sub, exp } = readClaims(known ?? '');
    if (token === null) return sub === undefined;
    const lasts = exp === undefined || exp * 1_000 > this.#clock.now();
    return lasts && sub !== undefined && sub === readClaims(token).sub;
  }

  /** Its owner's to open; realtime-js opens it at the first join if nobody has. */
  open(): void {
    this.#listener?.opened();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    return joinTable(this.#client, topic, binding, listener);
  }
}
