/** A line drawing for each kind of interaction. */
import { svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { html } from 'lit';

const drawings: { readonly [kind: string]: SVGTemplateResult } = {
  call: svg`<path d="M6 3 9 3 10.5 7 8.5 8.5a9 9 0 0 0 7 7L17 13.5l4 1.5v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z" />`,
  email: svg`<rect x="3" y="5" width="18" height="14" rx="2" /><path d="m3 7 9 6 9-6" />`,
  meeting: svg`<circle cx="9" cy="8" r="3.5" /><path d="M2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18.5 14.5A6.5 6.5 0 0 1 21.5 20" />`,
  chat: svg`<path d="M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z" />`,
  note: svg`<path d="M5 3h10l4 4v14H5zM9 11h6M9 15h6" />`,
};

const other = svg`<circle cx="12" cy="12" r="4" />`;

export function interactionIcon(kind: string): TemplateResult {
  const drawing = Object.hasOwn(drawings, kind) ? drawings[kind] : other;
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linejoin="round"
    stroke-linecap="round"
  >
    ${drawing}
  </svg>`;
}
