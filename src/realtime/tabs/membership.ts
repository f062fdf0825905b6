/**
 * One stay of a tab in a group of tabs that share a socket: from the moment it opens until the stream is lost, for
 * whatever reason. Then it is over, and the next one begins anew, as a socket would.
 *
 * Who holds the group's lock leads and has the socket; the others wait for the lock all the while. So a lock that comes
 * to one who follows is the browser's word that the leader has gone, however it went. Only a leader that is there and
 * does not run (a frozen page, a phone's background) is found out by asking: whoever is seen asks every few seconds,
 * and takes the lock from one that does not answer. Answers need no timers, which a hidden page hardly has.
 */
import type { Clock, Timer } from '../../page/clock.ts';
import type { NeighbourTabs, TabChannel } from '../../page/neighbour-tabs.ts';
import type { AccessToken } from '../access-token.ts';
import type { LifecycleEvent, PageLifecycle } from '../page-lifecycle.ts';
import type { ChannelListener, TabRole, TableBinding, Transport } from '../transport.ts';
import { Following } from './following.ts';
import { Leading } from './leading.ts';
import { LockClaim } from './lock-claim.ts';
import { readTabMessage, type TabMessage } from './tab-message.ts';

export interface MembershipPorts {
  /** The socket of this tab, for when it leads. */
  readonly own: Transport;
  readonly tabs: NeighbourTabs;
  readonly token: AccessToken;
  readonly clock: Clock;
  readonly lifecycle: PageLifecycle;
  readonly isTokenRefusal: (message: string) => boolean;
}

export interface MembershipObserver {
  opened(): void;
  /** It is over. `deaf`: because the leader does not answer, or asks for another. */
  lost(why: string, deaf: boolean): void;
  garbled(): void;
  /** Tabs know nothing of one another here. */
  impossible(): void;
}

/** From one question to the next, and how long its answer may take. */
const ASK_EVERY = 6_000;
/** How long the next stay waits for a leader that was given up already. */
const ASK_AGAIN = 1_000;
/** Well before browsers all but stop the timers of a hidden page, its heartbeats too (after 5 minutes). */
const HIDDEN_LEADS_FOR = 60_000;

export class Membership {
  readonly #ports: MembershipPorts;
  readonly #group: string;
  readonly #observer: MembershipObserver;
  readonly #id: string;
  readonly #channel: TabChannel;
  readonly #endLifecycle: () => void;
  #presence: LockClaim;
  #claim: LockClaim;
  /** Undefined while it seeks. */
  #state: Leading | Following | undefined;
  #over = false;
  #present = false;
  #heard = false;
  #patience: number;
  #timer: Timer | undefined;
  #term = 0;
  #hiddenSince = Infinity;

  /** @param afterDeaf - the last leader did not answer. */
  constructor(ports: MembershipPorts, group: string, afterDeaf: boolean, observer: MembershipObserver) {
    const { tabs, clock, lifecycle } = ports;
    this.#ports = ports;
    this.#group = group;
    this.#observer = observer;
    this.#patience = afterDeaf ? ASK_AGAIN : ASK_EVERY;
    this.#id = clock.random().toString(36).slice(2);
    this.#channel = tabs.openChannel(group, {
      heard: (message) => this.#hear(readTabMessage(message)),
      garbled: () => observer.garbled(),
    });
    if (!lifecycle.visible) this.#hiddenSince = clock.now();
    this.#endLifecycle = lifecycle.observe((event) => this.#lifecycleChanged(event));
    this.#presence = new LockClaim(tabs.locks, `${group}/${this.#id}`, {
      granted: () => {
        this.#present = true;
        if (this.#state instanceof Following) observer.opened();
      },
    });
    this.#claim = this.#claimLead(false);
    this.#ask();
  }

  get role(): TabRole {
    return this.#state instanceof Leading ? 'leader' : this.#state ? 'follower' : 'alone';
  }

  get isOpen(): boolean {
    if (this.#over || !this.#state) return false;
    return this.#state instanceof Leading ? this.#ports.own.isOpen : this.#present;
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    if (!this.#state) throw new Error('join before open');
    return this.#state.join(topic, binding, listener);
  }

  /** What its own socket tells, while it leads. */
  socketOpened(): void {
    this.#tellLead();
    this.#observer.opened();
  }

  garbled(): void {
    this.#post({ kind: 'garbled', from: this.#id });
    this.#observer.garbled();
  }

  lose(why: string, deaf = false): void {
    if (this.#over) return;
    this.end(why);
    this.#observer.lost(why, deaf);
  }

  end(why: string): void {
    if (this.#over) return;
    if (this.#state instanceof Leading) {
      this.#state.end();
      this.#post({ kind: 'lost', from: this.#id, why });
    }
    this.#over = true;
    this.#ports.clock.clearTimer(this.#timer);
    this.#endLifecycle();
    this.#channel.close();
    this.#claim.end();
    this.#presence.end();
  }

  #claimLead(steal: boolean): LockClaim {
    const claim = {
      granted: (): void => {
        if (this.#state) this.lose('the tab with the connection has gone');
        else this.#lead();
      },
      taken: (): void => this.lose('another tab has taken over'),
      impossible: (): void => {
        this.end('');
        this.#observer.impossible();
      },
    };
    return new LockClaim(this.#ports.tabs.locks, this.#group, claim, steal);
  }

  #lead(): void {
    const { own, tabs, token, clock, lifecycle, isTokenRefusal } = this.#ports;
    clock.clearTimer(this.#timer);
    this.#term = clock.now();
    this.#state = new Leading({
      ...{ own, token, clock, isTokenRefusal, id: this.#id, locks: tabs.locks },
      visible: () => lifecycle.visible,
      presenceOf: (id) => `${this.#group}/${id}`,
      post: (message) => this.#channel.post(message),
      hopeless: () => this.lose('the server refused the token'),
    });
    this.#tellLead();
    own.setToken(token.current).then(
      () => {
        if (!this.#over) own.open();
      },
      (error: unknown) => this.lose(error instanceof Error ? error.message : String(error)),
    );
  }

  #tellLead(): void {
    this.#post({ kind: 'leads', from: this.#id, term: this.#term, open: this.#ports.own.isOpen });
  }

  #post(message: TabMessage): void {
    if (this.#over) return;
    if (this.#state instanceof Leading) this.#state.post(message);
    else this.#channel.post(message);
  }

  /** Whoever leads answers; timers run, and takeovers happen, only where somebody looks. */
  #ask(): void {
    const { clock, lifecycle } = this.#ports;
    const { visible } = lifecycle;
    clock.clearTimer(this.#timer);
    this.#heard = false;
    this.#post({ kind: 'hello', from: this.#id, visible });
    if (visible) this.#timer = clock.setTimer(() => this.#judge(), this.#patience);
  }

  #judge(): void {
    this.#patience = ASK_EVERY;
    if (this.#heard) return this.#ask();
    if (this.#state) return this.lose('the tab with the connection does not answer', true);
    this.#takeLead();
  }

  #takeLead(): void {
    this.#claim.end();
    this.#claim = this.#claimLead(true);
  }

  #hear(message: TabMessage | null): void {
    if (message === null || this.#over) return;
    const state = this.#state;
    if (state instanceof Leading) {
      if (message.kind === 'hello') this.#answer(message.from, message.visible);
      else state.heard(message);
    } else if (state === undefined) this.#seek(message);
    else if (message.from === state.leader) this.#follow(state, message);
    else if (message.kind === 'leads' && message.term > state.term) this.lose('another tab has taken over');
  }

  #answer(to: string, visible: boolean): void {
    const hiddenFor = this.#ports.clock.now() - this.#hiddenSince;
    if (visible && hiddenFor > HIDDEN_LEADS_FOR) this.#post({ kind: 'yours', from: this.#id, to });
    else this.#tellLead();
  }

  #seek(message: TabMessage): void {
    if (message.kind === 'yours' && message.to === this.#id) return this.#takeLead();
    if (message.kind === 'lost') return this.lose(message.why); // Its socket would not open: all wait, not one by one.
    if (message.kind !== 'leads') return;
    this.#heard = true;
    if (!message.open) return;
    this.#state = new Following(message.from, message.term, this.#id, (words) => this.#post(words));
    if (this.#present) this.#observer.opened();
  }

  #follow(state: Following, message: TabMessage): void {
    this.#heard = true;
    if (message.kind === 'lost') this.lose(message.why);
    else if (message.kind === 'yours' && message.to === this.#id)
      this.lose('the tab with the connection is hidden', true);
    else if (message.kind === 'garbled') this.#observer.garbled();
    else state.heard(message);
  }

  #lifecycleChanged(event: LifecycleEvent): void {
    const { clock } = this.#ports;
    if (event === 'hidden') {
      this.#hiddenSince = clock.now();
      clock.clearTimer(this.#timer);
    } else if (event === 'visible') {
      this.#hiddenSince = Infinity;
      if (!(this.#state instanceof Leading)) this.#ask();
    } else if (event === 'freeze' || event === 'leaving') {
      // Neither the lock nor a place in its queue may stay with a page that does not run.
      this.lose(event === 'freeze' ? 'the page was frozen' : 'the page was left');
    }
  }
}
