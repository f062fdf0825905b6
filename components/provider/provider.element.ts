import { ContextProvider } from '@lit/context';
import { LitElement, html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { connectionContext } from '../../src/contexts.ts';
import type { LiveConnection } from '../../src/contexts.ts';
import type { LiveChange } from '../../src/domain/change.ts';
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import type { TableName, TableRows } from '../../src/domain/tables.ts';
import { LateSession, type Session } from '../../src/early/late-session.ts';
import { systemClock } from '../../src/page/clock.ts';
import type { Clock } from '../../src/page/clock.ts';
import { newSessionStats } from '../../src/session-options.ts';
import type { SessionOptions, SessionStats } from '../../src/session-options.ts';
import { tellSlips } from '../shared/element/attribute-slips.ts';
import { adoptStylesAgain } from '../shared/element/adopted-styles.ts';
import { ElementStates } from '../shared/element/element-states.ts';
import type { Listen, ProviderEvents } from '../shared/element/event-types.ts';
import { Patience } from '../shared/element/patience.ts';
import { takeOver } from '../shared/element/take-over.ts';
import { notify, notifyOf, report } from '../shared/element/tell.ts';
import { KeptSubscriptions } from './kept-subscriptions.ts';
import { PageProvider } from './page-provider.ts';
import { configurationProblem } from './provider-problems.ts';
import { sessionSettings } from './session-settings.ts';
import { SettingsMemory } from './settings-memory.ts';
import { providerStyles } from './provider.styles.ts';
import { refusedConnection } from './refused-connection.ts';

const noStats: SessionStats = newSessionStats();
const statuses: readonly ConnectionStatus[] = ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'];

/**
 * Shows nothing of its own. Owns the connection to one Supabase project and shares it with the elements inside it, with
 * those that name it by `provider="id"`, and, with `page`, with all others of the page.
 *
 * @customElement live-provider
 * @summary The connection to a Supabase project, shared by the elements of a page.
 *
 * @attr {string} time-zone - The time zone in which the elements tell the time: `Europe/Berlin`. Default: the reader's.
 * @slot - The page's own markup with the live elements in it.
 * @fires {CustomEvent<{ status: ConnectionStatus; previous: ConnectionStatus }>} live-status-change - The status changed.
 * @fires {CustomEvent<LiveChange>} live-event - A change came in, of whatever table.
 * @fires {CustomEvent<LiveGap>} live-gap - Changes may have been missed; reads are under way to make it good.
 * @fires {CustomEvent<Problem>} live-error - Something is wrong: what, and what to do.
 * @cssState connecting - On the way for the first time.
 * @cssState connected - Changes do flow.
 * @cssState reconnecting - They did, and were lost; the next try is planned.
 * @cssState disconnected - Not connected, on purpose.
 * @cssState error - A person is needed.
 */
export class LiveProvider extends LitElement {
  declare addEventListener: Listen<this, ProviderEvents>;
  declare removeEventListener: Listen<this, ProviderEvents>;

  static override styles: CSSResultGroup = providerStyles;

  /** Address of the Supabase project: `https://ref.supabase.co`. */
  @property() url = '';

  /** The project's publishable (anon) key. Never a secret one. */
  @property({ attribute: 'api-key' }) apiKey = '';

  /** Schema of the tables. */
  @property() schema = 'public';

  /** A user's token, or as a property a function that answers one. */
  @property({ attribute: 'access-token' }) accessToken: string | (() => Promise<string | null>) | null = null;

  /** Address of the page's own server that answers `{access_token, expires_in}` to a POST with cookies. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Serves the elements that stand in no provider and name none. */
  @property({ type: Boolean }) page = false;

  /** How changes are learnt: `changes`, `broadcast` or `poll`. */
  @property() source: 'changes' | 'broadcast' | 'poll' = 'changes';

  /** `tabs`: one connection for all tabs of this site that show the project to the same reader. */
  @property() share: 'tabs' | '' = '';

  /** Longest time between two audits: `60s`. */
  @property({ attribute: 'audit-interval' }) auditInterval = '';

  /** How long the page may be hidden before the connection rests: `5m`. */
  @property({ attribute: 'pause-when-hidden' }) pauseWhenHidden = '';

  /** How long a list may be out of sight before it leaves the stream until it comes near again: `30s`. Default: for ever. */
  @property({ attribute: 'pause-off-screen' }) pauseOffScreen = '';

  /** Changes a second above which lists are read every two seconds instead of following each. No limit by default. */
  @property({ attribute: 'max-events', type: Number }) maxEvents: number | null = null;

  /** A SupabaseClient of the page's own, used instead of url and key. */
  @property({ attribute: false }) client: unknown = null;

  /** @internal Tests put their own here. */
  clock: Clock = systemClock;

  /** @internal Tests put their own here. */
  createSession: (options: SessionOptions) => Session = (options) => new LateSession(options);

  readonly #states = new ElementStates(this);
  readonly #context = new ContextProvider(this, { context: connectionContext });
  readonly #pageProvider = new PageProvider(this.#context);
  readonly #subscriptions = new KeptSubscriptions();
  readonly #patience = new Patience();
  readonly #settings = new SettingsMemory();
  #session: Session | undefined;
  #audience: object = {};
  #problem: Problem | null = null;
  #lastStatus: ConnectionStatus = 'connecting';

  /** How the connection stands. */
  get status(): ConnectionStatus {
    if (this.#problem) return 'error';
    return this.#session?.status ?? (this.isConnected ? 'connecting' : 'disconnected');
  }

  /** When the next try to connect is due. */
  get nextRetryAt(): Date | null {
    return this.#session?.nextRetryAt ?? null;
  }

  /** What is wrong, when a person is needed. */
  get error(): Problem | null {
    return this.#problem ?? this.#session?.error ?? null;
  }

  /** Counts since the session began. */
  get stats(): SessionStats {
    return this.#session?.stats ?? noStats;
  }

  /** Connects after `disconnect()`. */
  connect(): void {
    this.#session?.connect();
  }

  /** Closes the connection until `connect()`; the rows stay. */
  disconnect(): void {
    this.#session?.disconnect();
  }

  /** Tries again now. */
  reconnect(): void {
    this.#session?.reconnect();
  }

  /** Calls `listener` for every change of the table. Answers the function that ends it. */
  subscribe<Name extends TableName>(table: Name, listener: (change: LiveChange<TableRows[Name]>) => void): () => void;
  subscribe(table: string, listener: (change: LiveChange) => void): () => void;
  subscribe(table: string, listener: (change: never) => void): () => void {
    return this.#subscriptions.add(table, listener as (change: LiveChange) => void);
  }

  override connectedCallback(): void {
    // Before anything asks: those who asked earlier are answered in document order.
    if (this.page) this.#pageProvider.serve(true, this);
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return takeOver(this) ?? super.createRenderRoot();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not before the task is over: Turbo takes what it carries over out of one body, and puts it into the next later.
    systemClock.setTimer(() => {
      if (!this.isConnected) this.#leavePage();
    }, 0);
  }

  adoptedCallback(): void {
    adoptStylesAgain(this);
  }

  /** A move keeps the session; there is nothing to do, and without this method it would end and begin again. */
  connectedMoveCallback(): void {}

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    this.#configure();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (this.isConnected) this.#pageProvider.serve(this.page, this);
  }

  protected override firstUpdated(changed: Map<PropertyKey, unknown>): void {
    super.firstUpdated(changed);
    tellSlips(this);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Attributes that change in one task come here once. */
  #configure(): void {
    const change = this.#settings.compare(this);
    if (change === 'session') this.#audience = {};
    if (this.#session && (change === 'none' || change === 'token')) {
      const { accessToken } = this;
      if (change === 'token' && typeof accessToken !== 'function') this.#session.setAccessToken(accessToken || null);
      return;
    }
    if (change === 'none' && this.#problem) return;
    this.#patience.end();
    const problem = this.client ? null : configurationProblem(this.url, this.apiKey);
    if (!problem) this.#open();
    else if (this.url && this.apiKey) this.#refuse(problem);
    else this.#wait(problem);
  }

  #open(): void {
    this.#closeSession();
    const complain = (problem: Problem): void => report(this, problem);
    const session = this.createSession({
      ...sessionSettings(this, complain),
      audience: this.#audience,
      clock: this.clock,
      onChange: (change) => notifyOf(this, 'live-event', change),
      onGap: (gap) => notify(this, 'live-gap', gap),
      onProblem: complain,
    });
    this.#session = session;
    session.observe(() => {
      if (this.#session === session) this.#statusMayDiffer();
    });
    this.#offer(session);
    session.connect();
    this.#statusMayDiffer();
  }

  #wait(problem: Problem): void {
    this.#closeSession();
    this.#offer(undefined);
    this.#patience.begin(this.clock, () => this.#refuse(problem));
    this.#statusMayDiffer();
  }

  #refuse(problem: Problem): void {
    this.#closeSession();
    this.#problem = problem;
    this.#offer(refusedConnection(problem));
    report(this, problem);
    this.#statusMayDiffer();
  }

  #leavePage(): void {
    this.#pageProvider.serve(false, this);
    this.#patience.end();
    this.#offer(undefined);
    this.#closeSession();
    this.#statusMayDiffer();
  }

  #offer(connection: LiveConnection | undefined): void {
    this.#subscriptions.moveTo(connection);
    this.#context.setValue(connection);
  }

  #closeSession(): void {
    this.#problem = null;
    const session = this.#session;
    // First: that the former one ends is no news of this provider's, which may have another already.
    this.#session = undefined;
    session?.close();
  }

  #statusMayDiffer(): void {
    const { status } = this;
    this.#states.setOne(statuses, status);
    if (status === this.#lastStatus) return;
    const previous = this.#lastStatus;
    this.#lastStatus = status;
    notify(this, 'live-status-change', { status, previous, nextRetryAt: this.nextRetryAt, error: this.error });
  }
}
