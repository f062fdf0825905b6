import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Attachment } from '../../src/domain/ticketing.ts';
import { formatBytes, text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { age } from '../shared/rows/age.ts';
import { image, link } from '../shared/rows/fields.ts';
import { TicketRows } from '../shared/rows/ticket-rows.ts';
import { fileIcon, fileKind } from './file-icon.ts';
import { attachmentListStyles } from './attachment-list.styles.ts';

/**
 * The files attached to one ticket.
 *
 * @customElement live-attachment-list
 * @summary The live attachments of a ticket.
 *
 * @csspart icon - The sign of the file's kind, and over it the picture when it is one; also `kind-image`, `kind-audio`, `kind-video`, `kind-archive`, `kind-text`, `kind-file`.
 * @csspart file_name - The name, a link when the address is safe.
 * @csspart size_bytes - The size.
 * @csspart uploaded_by - Who attached it.
 * @csspart created_at - Its age.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The line of second rank.
 * @cssprop [--live-attachment-list-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-attachment-list-icon-size=2.5em] - Size of the icon.
 */
export class LiveAttachmentList extends TicketRows<Attachment> {
  static override styles: CSSResultGroup = [TicketRows.styles, attachmentListStyles];

  protected override readonly terms: readonly string[] = [];

  protected override get ownTable(): string {
    return 'attachments';
  }

  protected override spoken(attachment: Attachment): string {
    return text(attachment.file_name);
  }

  protected override row(attachment: Attachment, former: Attachment | null): TemplateResult {
    const cell = cellsOf(attachment, former);
    const kind = fileKind(attachment.mime_type);
    const name = text(attachment.file_name) || this.say.untitled;
    return html`<div part="row-content" class="attachment">
      <span part="icon kind-${kind}" class="icon kind-${kind}" aria-hidden="true"
        >${cell(() => fileIcon(kind), 'mime_type')}${cell(() => (kind === 'image' ? image(attachment.url) : nothing), 'mime_type', 'url')}</span
      >
      <div part="row-main" class="row-main what">
        <div class="title">${cell(() => link('file_name', name, attachment.url), 'file_name', 'url')}</div>
        <div part="row-meta" class="meta">
          <span part="field field-size_bytes size_bytes" class="list-field number"
            >${cell(() => formatBytes(attachment.size_bytes, this.locale), 'size_bytes')}</span
          >
          <span part="field field-uploaded_by uploaded_by" class="list-field">${text(attachment.uploaded_by)}</span>
          <time
            part="field field-created_at created_at"
            class="list-field"
            data-age
            ${age(attachment.created_at, this.formatContext)}
            >&#8203;</time
          >
        </div>
      </div>
    </div>`;
  }
}
