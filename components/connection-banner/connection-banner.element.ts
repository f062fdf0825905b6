import { html } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { tryingAgainHelps } from '../../src/domain/status.ts';
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import type { Timer } from '../../src/page/clock.ts';
import { Ticker } from '../../src/page/ticker.ts';
import { hostStyles } from '../shared/element/host.styles.ts';
import { LiveElement } from '../shared/element/live-element.ts';
import { tokensStyles } from '../shared/element/tokens.styles.ts';
import { connectionBannerStyles } from './connection-banner.styles.ts';

/** Shorter interruptions are nobody's business. */
const blip = 2000;
/** Screen readers notice a text that comes into a region which was there, and empty, a moment before. */
const settling = 150;

/**
 * Tells the reader when the page is not live, and what happens next. Not to be seen while all is well.
 *
 * @customElement live-connection-banner
 * @summary Says when the page is not live.
 *
 * @slot connecting - Instead of the words while the first connection takes long.
 * @slot reconnecting - Instead of the words while the connection is lost.
 * @slot disconnected - Instead of the words while live updates are off or the reader is offline.
 * @slot error - Instead of the words when a person is needed.
 * @csspart banner - The banner.
 * @csspart message - What is the matter.
 * @csspart next - What happens next, counting down.
 * @csspart retry - The button that tries again now, where that can help.
 * @fires {CustomEvent<Problem>} live-error - No provider was found.
 * @cssState visible - The banner is shown.
 * @cssprop [--live-accent=light-dark(#2f5bea, #8fabff)] - Buttons that call, focus rings.
 * @cssprop [--live-warning=light-dark(#7a4a00, #f6c667)] - Text of what waits: pending, high.
 * @cssprop [--live-warning-ground=light-dark(#fdecc8, #3d2c0b)] - Its ground.
 * @cssprop [--live-danger=light-dark(#a31330, #ff9eae)] - Text of what must not be overlooked: errors, urgent, out of stock.
 * @cssprop [--live-danger-ground=light-dark(#fde3e7, #46151f)] - Its ground.
 * @cssprop [--live-neutral=light-dark(#42495a, #c3c8d4)] - Text of what is over or is nothing special: closed, archived.
 * @cssprop [--live-neutral-ground=light-dark(#e8eaf0, #2b303b)] - Its ground.
 * @cssprop [--live-border=color-mix(in srgb, currentcolor 14%, transparent)] - Lines.
 * @cssprop [--live-space=0.25em] - The unit of every distance.
 * @cssprop [--live-radius=0.75em] - Corners of lists and messages.
 * @cssprop [--live-radius-small=0.5em] - Corners of what stands inside.
 * @cssprop [--live-border-width=1px] - Width of lines.
 * @cssprop [--live-font-size=1em] - Size of the text; everything else follows it.
 * @cssprop [--live-line-height=1.45] - Height of lines.
 * @cssprop [--live-duration=160ms] - How long a change of colour takes; nothing under reduced motion.
 * @cssprop [--live-connection-banner-padding=calc(var(--live-space) * 2.5) calc(var(--live-space) * 4)] - Its padding.
 */
export class LiveConnectionBanner extends LiveElement {
  static override styles: CSSResultGroup = [tokensStyles, hostStyles, connectionBannerStyles];

  /** The status that is told; null while all is well or was bad only for a blip. */
  #told: ConnectionStatus | null = null;
  #blipTimer: Timer | undefined;
  #stopCounting: (() => void) | undefined;

  protected override connectionChanged(): void {
    super.connectionChanged();
    this.#statusMayDiffer();
  }

  protected override connectionStateChanged(): void {
    this.#statusMayDiffer();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#statusMayDiffer();
    this.states.set('visible', this.#told !== null);
  }

  protected override released(): void {
    this.#hide();
  }

  protected override render(): TemplateResult {
    const told = this.#told;
    return html`<div part="banner" class="banner ${told ?? 'silent'}">
      <div part="message" class="message">
        <div role="status">${told && told !== 'error' ? this.#message(told) : ''}</div>
        <div role="alert">${told === 'error' ? this.#message(told) : ''}</div>
      </div>
      <div part="next" class="next" aria-hidden="true" ?hidden=${told !== 'reconnecting'}>
        ${told === 'reconnecting' ? this.#next() : ''}
      </div>
      <button part="retry" class="retry" type="button" ?hidden=${!this.#canRetry} @click=${this.#retry}>
        ${this.say.reconnectNow}
      </button>
    </div>`;
  }

  #message(told: ConnectionStatus): TemplateResult {
    return html`<slot name=${told}>${this.#words(told)}</slot>`;
  }

  #words(told: ConnectionStatus): string {
    const say = this.say;
    if (told === 'connecting') return say.connecting;
    if (told === 'reconnecting') return say.connectionLost;
    if (told === 'disconnected') return navigator.onLine ? say.paused : say.offline;
    const problem = this.#problem;
    return problem ? `${say.connectionFailed} ${problem.message} ${problem.remedy}` : say.connectionFailed;
  }

  #next(): string {
    const due = this.connection?.nextRetryAt;
    const seconds = due ? Math.ceil((due.getTime() - this.clock.now()) / 1000) : 0;
    return seconds > 0 ? this.say.tryingAgainIn(seconds) : this.say.tryingAgain;
  }

  get #problem(): Problem | null {
    return this.absence ?? this.connection?.error ?? null;
  }

  get #canRetry(): boolean {
    const told = this.#told;
    if (told === 'error') return this.#problem !== null && tryingAgainHelps(this.#problem);
    return told === 'reconnecting' || told === 'disconnected';
  }

  get #status(): ConnectionStatus {
    if (this.absence) return 'error';
    return this.connection?.status ?? 'connected';
  }

  /** Bad news waits out a blip, unless it is final; good news does not. */
  #statusMayDiffer(): void {
    const status = this.#status;
    if (status === 'connected') {
      this.#hide();
      return;
    }
    const final = status === 'error';
    if (this.#told === null && (!final || !this.hasUpdated)) {
      this.#blipTimer ??= this.clock.setTimer(() => this.#tell(), final ? settling : blip);
      return;
    }
    this.#tell();
  }

  #tell(): void {
    this.clock.clearTimer(this.#blipTimer);
    this.#blipTimer = undefined;
    this.#told = this.#status;
    if (this.#told === 'reconnecting')
      this.#stopCounting ??= new Ticker(this.clock).every(1000, () => this.requestUpdate());
    else this.#stopCount();
    this.requestUpdate();
  }

  #hide(): void {
    this.clock.clearTimer(this.#blipTimer);
    this.#blipTimer = undefined;
    this.#stopCount();
    if (this.#told === null) return;
    this.#told = null;
    this.requestUpdate();
  }

  #stopCount(): void {
    this.#stopCounting?.();
    this.#stopCounting = undefined;
  }

  #retry(): void {
    this.connection?.reconnect();
  }
}
