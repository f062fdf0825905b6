/** A shape for each status, so that none is told by colour alone. */
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { ConnectionStatus } from '../../src/domain/status.ts';

const shapes: { readonly [Status in ConnectionStatus]: SVGTemplateResult } = {
  connecting: svg`<circle class="turning" cx="8" cy="8" r="5.5" fill="none" stroke-dasharray="3.2 3.2" />`,
  connected: svg`<circle class="wave" cx="8" cy="8" r="5" fill="currentColor" stroke="none" />
    <circle cx="8" cy="8" r="5" fill="currentColor" stroke="none" />`,
  reconnecting: svg`<path class="turning" d="M13.5 8A5.5 5.5 0 1 1 8 2.5" fill="none" />`,
  disconnected: svg`<circle cx="8" cy="8" r="5.5" fill="none" /><path d="m4.2 11.8 7.6-7.6" />`,
  error: svg`<path d="M8 2 15 14H1z" fill="currentColor" stroke-linejoin="round" />`,
};

export function statusShape(status: ConnectionStatus): TemplateResult {
  return html`<svg viewBox="0 0 16 16" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    ${shapes[status]}
  </svg>`;
}
