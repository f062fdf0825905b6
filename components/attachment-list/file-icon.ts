/** A line drawing for each kind of file, told by its MIME type. */
import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';

export type FileKind = 'image' | 'audio' | 'video' | 'archive' | 'text' | 'file';

const sheet = svg`<path d="M6 3h8l5 5v13H6zM14 3v5h5" />`;

const drawings: { readonly [Kind in FileKind]: SVGTemplateResult } = {
  image: svg`<rect x="3" y="4" width="18" height="16" rx="2" /><circle cx="9" cy="10" r="1.75" /><path d="m4 18 5-4 3 2 4-4 5 4" />`,
  audio: svg`<path d="M9 18V6l10-2v12" /><circle cx="6.5" cy="18" r="2.5" /><circle cx="16.5" cy="16" r="2.5" />`,
  video: svg`<rect x="3" y="5" width="18" height="14" rx="2" /><path d="m10 9 5 3-5 3z" />`,
  archive: svg`<path d="M4 8h16v12H4zM3 4h18v4H3zM10 12h4" />`,
  text: svg`${sheet}<path d="M9 13h7M9 17h5" />`,
  file: sheet,
};

export function fileKind(mimeType: unknown): FileKind {
  const type = typeof mimeType === 'string' ? mimeType.toLowerCase() : '';
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  if (/zip|tar|rar|7z|compressed/.test(type)) return 'archive';
  if (type.startsWith('text/') || /pdf|word|document|json|sheet|csv/.test(type)) return 'text';
  return 'file';
}

export function fileIcon(kind: FileKind): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linejoin="round"
    stroke-linecap="round"
  >
    ${drawings[kind]}
  </svg>`;
}
