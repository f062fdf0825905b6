import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ConnectionStatus } from '../../src/domain/status.ts';
import { hostStyles } from '../shared/element/host.styles.ts';
import { LiveElement } from '../shared/element/live-element.ts';
import { tokensStyles } from '../shared/element/tokens.styles.ts';
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
 * @cssprop [--live-font-size=1em] - Size of the text; everything else follows it.
 * @cssprop [--live-line-height=1.45] - Height of lines.
 * @cssprop [--live-status-dot-size=0.85em] - Size of the sign.
 * @cssprop [--live-status-dot-connected=#1a9c56] - Its colour while changes flow.
 * @cssprop [--live-status-dot-connecting=#c47a00] - Its colour on the way to a connection.
 * @cssprop [--live-status-dot-disconnected=var(--live-neutral)] - Its colour when not connected on purpose.
 * @cssprop [--live-status-dot-error=#d92d4c] - Its colour when a person is needed.
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
    const label = this.say.status[status];
    const problem = this.absence ?? this.connection?.error;
    return html`<span class="both ${status}" title=${problem ? `${problem.message} ${problem.remedy}` : label}
      ><span part="dot" class="dot" role="img" aria-label=${label}>${statusShape(status)}</span
      ><span part="label" aria-hidden="true" ?hidden=${!this.showLabel}>${label}</span></span
    >`;
  }
}
