/** The platform's WebSocket with a record of every frame: what really goes over the wire. */

/** A frame of the protocol of phoenix, version 2: `[join_ref, ref, topic, event, payload]`. */
export interface Frame {
  readonly topic: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface SocketRecord {
  /** Sockets that were made, in order. */
  readonly sockets: readonly WebSocket[];
  readonly sent: readonly Frame[];
  readonly received: readonly Frame[];
  /** Puts the platform's own back. */
  restore(): void;
}

export function recordSockets(): SocketRecord {
  const platform = globalThis.WebSocket;
  const sockets: WebSocket[] = [];
  const sent: Frame[] = [];
  const received: Frame[] = [];
  globalThis.WebSocket = class extends platform {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      sockets.push(this);
      this.addEventListener('message', ({ data }) => keep(received, data));
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      keep(sent, data);
      super.send(data);
    }
  };
  return { sockets, sent, received, restore: () => void (globalThis.WebSocket = platform) };
}

function keep(frames: Frame[], data: unknown): void {
  if (typeof data !== 'string') return; // Broadcasts are binary; nothing here sends any.
  const [, , topic, event, payload] = JSON.parse(data) as [unknown, unknown, string, string, Frame['payload']];
  frames.push({ topic, event, payload });
}
