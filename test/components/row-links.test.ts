/** Rows that lead somewhere: `href`, `clickable` and `live-row-click`. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RowClick } from '../../components/shared/rows/row-links.ts';
import '../../components/customer-list/customer-list.ts';
import '../../components/list/list.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { assertSame, clearPage, mount, part, parts, put, until } from '../support/page.ts';
import { onlyWhere } from '../support/only-where.ts';
import { sampleRow, sampleRows } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

type Click = RowClick<{ id: string; number: number }>;

/** What is told, and where the browser would go; nothing is followed. */
function watch(element: HTMLElement): { told: Click[]; followed: string[] } {
  const told: Click[] = [];
  const followed: string[] = [];
  element.addEventListener('live-row-click', (event) => told.push((event as CustomEvent<Click>).detail));
  element.shadowRoot!.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (link && !event.defaultPrevented) followed.push(link.getAttribute('href')!);
    event.preventDefault();
  });
  return { told, followed };
}

function problems(element: HTMLElement): Problem[] {
  const told: Problem[] = [];
  element.addEventListener('live-error', (event) => told.push((event as CustomEvent<Problem>).detail));
  return told;
}

const hrefs = (element: Element): (string | null)[] =>
  parts(element, 'row-link').map((link) => link.getAttribute('href'));

async function clickOn(target: Element, button: 'left' | 'middle' = 'left'): Promise<void> {
  const { left, top, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', button, position: [Math.round(left + 8), Math.round(top + height / 2)] });
}

describe('rows that lead somewhere', () => {
  afterEach(clearPage);

  it('are plain without href and clickable', async () => {
    const { element, rows } = await mount('live-ticket-feed');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    expect(parts(element, 'row-link')).to.have.length(0);
  });

  it('hold one link each, named for the row, kept true by patches', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}?by={requester}"');
    rows.show([sampleRow('tickets', 'a'), sampleRow('tickets', 'b', { number: 7, requester: 'a/b ü' })]);
    await element.updateComplete;
    expect(hrefs(element)).to.deep.equal(['/tickets/1042?by=ada%40example.com', '/tickets/7?by=a%2Fb%20%C3%BC']);
    const link = part(element, 'row-link')!;
    expect(link.ariaLabel).to.equal('Printer on fire');
    rows.update('a', { number: 8, subject: 'Printer cold' });
    assertSame(part(element, 'row-link'), link);
    expect([link.getAttribute('href'), link.ariaLabel]).to.deep.equal(
      ['/tickets/8', 'Printer cold'].map((value, index) => (index === 0 ? `${value}?by=ada%40example.com` : value)),
    );
    rows.insert(sampleRow('tickets', 'c', { number: 9 }), 'a');
    expect(hrefs(element)[0]).to.equal('/tickets/9?by=ada%40example.com');
  });

  it('tell a click on the link, and leave the way to the browser', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { told, followed } = watch(element);
    part(element, 'row-link')!.click();
    expect(told.map(({ key, row }) => [key, row?.number])).to.deep.equal([['row-0', 1042]]);
    expect(followed).to.deep.equal(['/tickets/1042']);
  });

  it('go nowhere when the event is prevented', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { told, followed } = watch(element);
    element.addEventListener('live-row-click', (event) => event.preventDefault());
    await clickOn(parts(element, 'subject')[1]!);
    expect(told).to.have.length(1);
    expect(followed).to.deep.equal([]);
  });

  it('take a click anywhere on them, once, with the real event', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { told, followed } = watch(element);
    await clickOn(parts(element, 'subject')[1]!);
    await clickOn(parts(element, 'row')[0]!);
    expect(told.map(({ key, originalEvent }) => [key, originalEvent.isTrusted])).to.deep.equal([
      ['row-1', true],
      ['row-0', true],
    ]);
    expect(followed).to.deep.equal(['/tickets/1042', '/tickets/1042']);
  });

  it('leave clicks with a modifier to the browser', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const { told, followed } = watch(element);
    await sendKeys({ down: 'Control' });
    await clickOn(part(element, 'subject')!);
    await sendKeys({ up: 'Control' });
    expect(told).to.have.length(0);
    expect(followed).to.deep.equal(['/tickets/1042']);
  });

  onlyWhere('middle button')('leave clicks with the middle button to the browser', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const { told, followed } = watch(element);
    await clickOn(part(element, 'subject')!, 'middle');
    expect(told).to.have.length(0);
    expect(followed).to.deep.equal(['/tickets/1042']);
  });

  it('open by Enter, on a focus that reaches them by Tab', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { told, followed } = watch(element);
    part(element, 'row-link')!.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await until(() => parts(element, 'row-link')[1] === element.shadowRoot!.activeElement);
    await sendKeys({ press: 'Enter' });
    expect(told.map(({ key }) => key)).to.deep.equal(['row-0', 'row-1']);
    expect(followed).to.have.length(2);
  });

  it('open by Enter on the row itself, which Page Down reaches in a feed', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 2));
    await element.updateComplete;
    const { told, followed } = watch(element);
    part(element, 'row')!.focus();
    await sendKeys({ press: 'PageDown' });
    await until(() => parts(element, 'row')[1] === element.shadowRoot!.activeElement);
    await sendKeys({ press: 'Enter' });
    expect(told.map(({ key }) => key)).to.deep.equal(['row-1']);
    expect(followed).to.have.length(1);
  });

  it('keep their own links and buttons', async () => {
    const { element, rows } = await mount('live-customer-list', 'href="/customers/{id}"');
    rows.show(sampleRows('customers', 1));
    await element.updateComplete;
    const { told, followed } = watch(element);
    await clickOn(part(element, 'email')!);
    expect(told).to.have.length(0);
    expect(followed).to.deep.equal(['mailto:ada@example.com']);
  });

  it('let text be selected, which is no click', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'href="/tickets/{number}"');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const { told } = watch(element);
    const { left, top, height } = part(element, 'subject')!.getBoundingClientRect();
    const middle = Math.round(top + height / 2);
    await sendMouse({ type: 'move', position: [Math.round(left) + 1, middle] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(left) + 60, middle] });
    await sendMouse({ type: 'up' });
    // Chromium alone keeps the selection of a shadow root there.
    const root = element.shadowRoot as ShadowRoot & { getSelection?(): Selection };
    const selected = (root.getSelection?.() ?? document.getSelection())!.toString();
    expect('Printer on fire').to.include(selected);
    expect(selected).to.not.equal('');
    expect(told).to.have.length(0);
    document.getSelection()!.removeAllRanges();
  });

  it('are buttons with clickable alone', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'clickable');
    rows.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const { told } = watch(element);
    const button = part(element, 'row-link') as HTMLButtonElement;
    expect([button.localName, button.type, button.ariaLabel]).to.deep.equal(['button', 'button', 'Printer on fire']);
    await clickOn(part(element, 'subject')!);
    button.focus();
    await sendKeys({ press: 'Enter' });
    expect(told.map(({ key }) => key)).to.deep.equal(['row-0', 'row-0']);
    element.clickable = false;
    await element.updateComplete;
    expect(parts(element, 'row-link')).to.have.length(0);
    expect(part(element, 'subject')!.textContent).to.equal('Printer on fire');
    element.href = '/tickets/{number}';
    await element.updateComplete;
    expect(hrefs(element)).to.deep.equal(['/tickets/1042']);
  });

  it('work with templates and renderRow', async () => {
    const provider = put<TestProvider>(
      `<test-provider><live-list table="tickets" href="/t/{number}">
         <template><div class="card"><b data-text="subject"></b><button type="button">Own</button></div></template>
       </live-list></test-provider>`,
    );
    await until(() => provider.connection.queries.length > 0);
    const element = provider.querySelector('live-list')!;
    provider.connection.queries[0]!.show(sampleRows('tickets', 1));
    await element.updateComplete;
    const { told, followed } = watch(element);
    await clickOn(part(element, 'subject')!);
    await clickOn(element.shadowRoot!.querySelector('.card button')!);
    expect(told).to.have.length(1);
    expect(followed).to.deep.equal(['/t/1042']);
    element.renderRow = (row) => `Ticket ${row.number as number}`;
    await element.updateComplete;
    expect(part(element, 'row')!.innerText.trim()).to.equal('Ticket 1042');
    expect(hrefs(element)).to.deep.equal(['/t/1042']);
    element.renderRow = null;
    element.href = '';
    await element.updateComplete;
    expect(hrefs(element)).to.deep.equal([]);
    expect(part(element, 'subject')!.textContent).to.equal('Printer on fire');
  });
});

describe('addresses of rows', () => {
  afterEach(clearPage);

  async function withHref(href: string, values: object): Promise<{ links: (string | null)[]; told: Problem[] }> {
    const { element, rows } = await mount('live-ticket-feed');
    const told = problems(element);
    element.href = href;
    rows.show([sampleRow('tickets', 'a', values), sampleRow('tickets', 'b', values)]);
    await element.updateComplete;
    return { links: hrefs(element), told };
  }

  it('are of this site alone, whatever the data', async () => {
    for (const value of ['//evil.example', 'javascript:alert(1)', '\\\\evil', '?x=1#y', '\ud800', '%2e%2e/']) {
      const { links, told } = await withHref('/t/{subject}', { subject: value });
      expect(told).to.deep.equal([]);
      const url = new URL(links[0]!, 'https://here.example');
      expect([url.origin, url.search, url.hash, url.pathname.split('/').length]).to.deep.equal([
        'https://here.example',
        '',
        '',
        3,
      ]);
    }
  });

  it('lead nowhere without a value, or by dots', async () => {
    for (const subject of [null, '', '.', '..']) {
      expect(await withHref('/t/{subject}', { subject })).to.deep.equal({ links: [], told: [] });
    }
  });

  it('never run anything', async () => {
    const { links, told } = await withHref('javascript:{subject}', {});
    expect(links).to.deep.equal([]);
    expect(told.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
  });

  it('say once which fields there are when they name another', async () => {
    for (const name of ['nunber', 'constructor', '__proto__']) {
      const { links, told } = await withHref(`/t/{${name}}`, {});
      expect(links).to.deep.equal([]);
      expect(told.map(({ code }) => code)).to.deep.equal(['unknown-field']);
      expect(`${told[0]!.message} ${told[0]!.remedy}`).to.include(`"${name}"`).and.to.include('number, subject');
    }
  });

  it('say when they cannot be read', async () => {
    for (const pattern of ['/t/{number', '/t/{}', '/t/number}', '/t/{a b}']) {
      const { links, told } = await withHref(pattern, {});
      expect(links).to.deep.equal([]);
      expect(told.map(({ code }) => code)).to.deep.equal(['bad-attribute']);
    }
  });
});
