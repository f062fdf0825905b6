import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConnectionStatus } from '../../src/domain/status.ts';
import { words } from '../../src/page/words.ts';
import { hostStyles } from '../shared/host.styles.ts';
import { LiveElement } from '../shared/live-element.ts';
import { tokensStyles } from '../shared/tokens.styles.ts';
import { statusShape } from './status-shape.ts';
import { statusDotStyles } from './status-dot.styles.ts';

const statuses: readonly ConnectionStatus[] = ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'];

/**
 * A sign of the connection's status. Its shape differs with the status, not only its colour.
 *
 * @customElement live-status-dot
 * @summary The connection status as a small sign.
 *
 * @csspart dot - The sign.
 * @csspart label - The status in words, with `show-label`.
 * @fires {CustomEvent<Problem>} live-error - No provider was found.
 * @cssState connecting - On the way for the first time.
 * @cssState connected - Changes do flow.
 * @cssState reconnecting - They did, and were lost.
 * @cssState disconnected - Not connected, on purpose.
 * @cssState error - A person is needed.
 */
export class LiveStatusDot extends LiveElement {
  static override styles: CSSResultGroup = [tokensStyles, hostStyles, statusDotStyles];

  /** Shows the status in words beside the sign. */
  @property({ type: Boolean, attribute: 'show-label' }) showLabel = false;

  /** The connection's status. */
  get status(): ConnectionStatus {
    if (this.absence) return 'error';
    return this.connection?.status ?? 'connecting';
  }

  protected override connectionStateChanged(): void {
    this.requestUpdate();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    this.states.setOne(statuses, this.status);
  }

  protected override render(): TemplateResult {
    const { status } = this;
    const label = words().status[status];
    const problem = this.absence ?? this.connection?.error;
    return html`<span class="both ${status}" title=${problem ? `${problem.message} ${problem.remedy}` : label}
      ><span part="dot" role="img" aria-label=${label}>${statusShape(status)}</span
      ><span part="label" aria-hidden="true" ?hidden=${!this.showLabel}>${label}</span></span
    >`;
  }
}
