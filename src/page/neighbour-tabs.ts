/** The other tabs of this site, as far as a tab can know of them: locks held and messages told. A port that tests replace. */

/** What is used of the browser's `LockManager`. */
export interface TabLocks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    held: () => Promise<void>,
  ): Promise<unknown>;
}

export interface TabChannel {
  post(message: object): void;
  close(): void;
}

export interface TabChannelListener {
  heard(message: unknown): void;
  /** Something came that could not be read. */
  garbled(): void;
}

export interface NeighbourTabs {
  readonly locks: TabLocks;
  /** Messages to all others that have opened a channel of this name. */
  openChannel(name: string, listener: TabChannelListener): TabChannel;
  /** A short name for a text that nobody can find the text by. */
  digest(text: string): Promise<string>;
}

/** Null where there are none: a page that is not served safely, an old browser. */
export function neighbourTabs(): NeighbourTabs | null {
  const { navigator, crypto } = globalThis as Partial<typeof globalThis>;
  const locks = navigator?.locks;
  const subtle = crypto?.subtle;
  if (!locks || !subtle || typeof BroadcastChannel === 'undefined') return null;
  return {
    locks,
    openChannel: (name, { heard, garbled }) => {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => heard(data);
      channel.onmessageerror = garbled;
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    digest: async (text) => {
      const bytes = await subtle.digest('SHA-256', new TextEncoder().encode(text));
      return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
