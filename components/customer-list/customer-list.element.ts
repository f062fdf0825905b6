import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Customer } from '../../src/domain/crm.ts';
import { text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { badge } from '../shared/rows/badge.ts';
import { link, picture, valuePart } from '../shared/rows/fields.ts';
import { pictureStyles } from '../shared/rows/picture.styles.ts';
import { RowList } from '../shared/list/row-list.ts';
import { customerListStyles } from './customer-list.styles.ts';

const tones = { active: 'success', lead: 'info', churned: 'neutral' } as const;

/**
 * Customers with company, ways to reach them, status and owner.
 *
 * @customElement live-customer-list
 * @summary Live customers.
 *
 * @csspart name - The customer's name.
 * @csspart company - The company.
 * @csspart email - The address, a mailto link.
 * @csspart phone - The number, a tel link.
 * @csspart owner - Who looks after the customer.
 * @csspart status - The status; also `status-lead`, `status-active`, `status-churned`.
 * @csspart initials - First letters of the name.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The ways to reach the customer.
 * @csspart row-aside - What stands at the end of the row.
 * @csspart row-badge - A value of a short list as a badge.
 * @cssprop [--live-customer-list-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-customer-list-picture-size=2.75em] - Width and height of the initials.
 * @cssprop [--live-customer-list-picture-radius=50%] - Corners of the initials.
 */
export class LiveCustomerList extends RowList<Customer> {
  static override styles: CSSResultGroup = [RowList.styles, pictureStyles, customerListStyles];

  protected override readonly terms = ['status'];

  protected override get ownTable(): string {
    return 'customers';
  }

  protected override rowParts(customer: Customer): string {
    return valuePart('status', customer.status);
  }

  protected override spoken(customer: Customer): string {
    return text(customer.name);
  }

  protected override row(customer: Customer, former: Customer | null): TemplateResult {
    const cell = cellsOf(customer, former);
    const name = text(customer.name) || this.say.untitled;
    return html`<div part="row-content" class="customer">
      ${cell(() => picture('initials', null, name), 'name')}
      <div part="row-main" class="row-main who">
        <span part="field field-name name" class="list-field line title">${name}</span>
        <span part="field field-company company" class="list-field line company">${text(customer.company)}</span>
      </div>
      <div part="row-meta" class="reach">
        ${cell(() => mail(text(customer.email)), 'email')} ${cell(() => call(text(customer.phone)), 'phone')}
      </div>
      <div part="row-aside" class="state">
        <span
          part="field field-status status row-badge"
          class="badge"
          ${badge('status', customer.status, tones, this.say)}
          >&#8203;</span
        >
        <span part="field field-owner owner" class="list-field owner">${text(customer.owner)}</span>
      </div>
    </div>`;
  }
}

function mail(email: string): unknown {
  return email ? link('email', email, `mailto:${email.replaceAll(/[%?&#]/g, encodeURIComponent)}`) : nothing;
}

function call(phone: string): unknown {
  return phone ? link('phone', phone, dialled(phone)) : nothing;
}

/** Null for what has no digits to dial. */
function dialled(phone: string): string | null {
  const digits = phone.replaceAll(/[^+\d]/g, '');
  return digits === '' ? null : `tel:${digits}`;
}
