/**
 * One socket for all tabs of a site that show the same project to the same reader (`share="tabs"`).
 *
 * Each tab sees a transport like any other; behind it is a socket of its own, or the stream of the tab that has one.
 * Rows are never passed on as such: every tab reads for itself, with its own token. What is passed on are changes, and
 * those the server has sent for the leader's token. So only tabs whose tokens claim the same form a group, and one
 * whose token comes to claim something else leaves it at once.
 *
 * Fetched when it is asked for, so it imports no code of the rest (a chunk in common would cost every page a request):
 * what it needs is handed over.
 */
import { neighbourTabs, type NeighbourTabs } from '../../page/neighbour-tabs.ts';
import type { ChannelListener, TabRole, TableBinding, Transport, TransportListener } from '../transport.ts';
import { identityText } from './identity-text.ts';
import { Membership, type MembershipPorts } from './membership.ts';

export interface TabsTransportPorts extends Omit<MembershipPorts, 'tabs'> {
  /** Default: the browser's. */
  readonly tabs?: NeighbourTabs;
  /** What makes a group besides the reader: the project, its key, the kit's version. */
  readonly project: string;
  readonly parseJson: (text: string) => unknown;
}

export class TabsTransport implements Transport {
  readonly managed = true;
  readonly #ports: TabsTransportPorts;
  /** Null: tabs know nothing of one another here. */
  #tabs: NeighbourTabs | null;
  #listener: TransportListener | undefined;
  /** Whom the token speaks for; null: this tab opens a socket of its own. */
  #identity: string | null = null;
  #token: string | null = null;
  #membership: Membership | undefined;
  #afterDeaf = false;
  /** Counts openings, so that what an abandoned one waits for comes to nothing. */
  #opening = 0;
  #endToken: (() => void) | undefined;

  constructor(ports: TabsTransportPorts) {
    this.#ports = ports;
    this.#tabs = ports.tabs ?? neighbourTabs();
    ports.own.observe({
      opened: () => (this.#membership ? this.#membership.socketOpened() : this.#listener?.opened()),
      lost: (why) => (this.#membership ? this.#membership.lose(why) : this.#listener?.lost(why)),
      garbled: () => (this.#membership ? this.#membership.garbled() : this.#listener?.garbled()),
    });
  }

  get role(): TabRole {
    return this.#membership?.role ?? 'alone';
  }

  get isOpen(): boolean {
    return (this.#membership ?? this.#ports.own).isOpen;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  async setToken(token: string | null): Promise<void> {
    this.#token = token;
    if (this.#membership === undefined) this.#identity = this.#tabs && this.#identityOf(token);
    else if (!this.#speaksFor(token)) return;
    // A follower needs no client, so none is fetched; a leader has one, and tells the server.
    if (this.#identity === null || this.#membership?.role === 'leader') await this.#ports.own.setToken(token);
  }

  open(): void {
    this.#opening++;
    if (this.#identity === null || this.#tabs === null) this.#ports.own.open();
    else void this.#enter(this.#identity, this.#tabs);
  }

  close(): Promise<void> {
    this.#opening++;
    this.#leave('the tab with the connection has left');
    return this.#ports.own.close();
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    return (this.#membership ?? this.#ports.own).join(topic, binding, listener);
  }

  async #enter(identity: string, tabs: NeighbourTabs): Promise<void> {
    const { token, project } = this.#ports;
    const opening = this.#opening;
    try {
      const group = `livetags ${await tabs.digest(JSON.stringify([project, identity]))}`;
      if (opening !== this.#opening) return;
      this.#membership = new Membership({ ...this.#ports, tabs }, group, this.#afterDeaf, {
        opened: () => {
          this.#afterDeaf = false;
          this.#listener?.opened();
        },
        lost: (why, deaf) => {
          this.#afterDeaf = deaf;
          this.#listener?.lost(why);
        },
        garbled: () => this.#listener?.garbled(),
        impossible: () => this.#goAlone(),
      });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (opening === this.#opening) this.#goAlone(); // The browser forbids one of the means.
      return;
    }
    this.#endToken = token.observe({
      changed: (current) => void this.#speaksFor(current),
      failed: () => undefined,
    });
    this.#speaksFor(token.current);
  }

  #identityOf(token: string | null): string | null {
    return identityText(token, this.#ports.parseJson);
  }

  /** Whether the tab may stay in its group with this token. If not, it has left. */
  #speaksFor(token: string | null): boolean {
    const same = this.#identityOf(token) === this.#identity;
    if (!same) this.#membership?.lose('the token speaks for somebody else');
    return same;
  }

  /** From now on as if nobody had asked to share. */
  #goAlone(): void {
    const opening = ++this.#opening;
    this.#tabs = this.#identity = null;
    this.#leave('');
    const { own } = this.#ports;
    own.setToken(this.#token).then(
      () => {
        if (opening === this.#opening) own.open();
      },
      (error: unknown) => this.#listener?.lost(error instanceof Error ? error.message : String(error)),
    );
  }

  #leave(why: string): void {
    this.#endToken?.();
    this.#endToken = undefined;
    this.#membership?.end(why);
    this.#membership = undefined;
  }
}
