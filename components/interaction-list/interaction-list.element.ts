import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Interaction } from '../../src/domain/crm.ts';
import { termIn } from '../../src/page/words/term.ts';
import { text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { age } from '../shared/rows/age.ts';
import { valuePart } from '../shared/rows/fields.ts';
import { RowList } from '../shared/list/row-list.ts';
import { interactionIcon } from './interaction-icon.ts';
import { interactionListStyles } from './interaction-list.styles.ts';

/**
 * Interactions with customers, as a timeline.
 *
 * @customElement live-interaction-list
 * @summary A live timeline of interactions.
 *
 * @csspart icon - The sign of the kind on the line.
 * @csspart kind - The kind in words; also `kind-call`, `kind-email`, `kind-meeting`, `kind-chat`, `kind-note`.
 * @csspart summary - What it was about.
 * @csspart agent - Who spoke with the customer.
 * @csspart occurred_at - When.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The line of second rank.
 * @cssprop [--live-interaction-list-row-padding=var(--live-row-padding, 0 var(--live-space))] - Padding of a row.
 * @cssprop [--live-interaction-list-icon-size=2em] - Size of the sign.
 * @cssprop [--live-interaction-list-line=var(--live-border)] - Colour of the line from sign to sign.
 */
export class LiveInteractionList extends RowList<Interaction> {
  static override styles: CSSResultGroup = [RowList.styles, interactionListStyles];

  protected override readonly terms = ['kind'];

  protected override get ownTable(): string {
    return 'interactions';
  }

  protected override rowParts(interaction: Interaction): string {
    return valuePart('kind', interaction.kind);
  }

  protected override rowClasses(interaction: Interaction): string {
    return this.rowParts(interaction);
  }

  protected override spoken(interaction: Interaction): string {
    return text(interaction.summary);
  }

  protected override row(interaction: Interaction, former: Interaction | null): TemplateResult {
    const cell = cellsOf(interaction, former);
    const kind = text(interaction.kind);
    return html`<div part="row-content" class="interaction">
      <span part="icon" class="icon" aria-hidden="true">${cell(() => interactionIcon(kind), 'kind')}</span>
      <div part="row-main" class="row-main what">
        <div part="row-meta" class="meta">
          <span part="field field-kind kind ${valuePart('kind', kind)}" class="list-field title"
            >${termIn(this.say, kind)}</span
          >
          <span part="field field-agent agent" class="list-field">${text(interaction.agent)}</span>
          <time
            part="field field-occurred_at occurred_at"
            class="list-field"
            data-age
            ${age(interaction.occurred_at, this.formatContext)}
            >&#8203;</time
          >
        </div>
        <span part="field field-summary summary" class="list-field line">${text(interaction.summary)}</span>
      </div>
    </div>`;
  }
}
