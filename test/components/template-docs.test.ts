/** The examples of docs/templates.md, as they are written there. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { registerFormat } from '../../components/index.ts';
import type { AnyRow, ScriptedRows } from '../support/scripted-connection.ts';
import { blocks, run } from '../support/doc-examples.ts';
import { clearPage, part, put, seen, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

const page = 'templates.md';

async function example(number: number): Promise<{ provider: TestProvider; rows: ScriptedRows; list: HTMLElement }> {
  const provider = put<TestProvider>(`<test-provider>${(await blocks(page, 'html'))[number]}</test-provider>`);
  await until(() => provider.connection.queries.length > 0);
  const list = provider.querySelector<HTMLElement>('live-list, live-ticket-feed')!;
  return { provider, rows: provider.connection.queries[0]!, list };
}

async function show(rows: ScriptedRows, list: HTMLElement, shown: readonly AnyRow[]): Promise<HTMLElement> {
  rows.show(shown);
  await (list as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
  return part(list, 'row')!;
}

describe('the examples of docs/templates.md', () => {
  let problems: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    problems = [];
    console.warn = (text: string) => problems.push(text);
  });
  afterEach(() => {
    console.warn = warn;
    clearPage();
    expect(problems.filter((text) => text.includes('[livetags: '))).to.deep.equal([]);
  });

  it('a child of the list', async () => {
    const { rows, list } = await example(0);
    expect(rows.spec).to.include({ table: 'products', filter: 'status=eq.active', order: 'name.asc' });
    const row = await show(rows, list, [sampleRow('products', 'a', { stock: 0 })]);
    expect(seen(row).split(/\s*\n+\s*/)).to.deep.equal(['Desk lamp', '€49.90', 'sold out']);
    expect(row.querySelectorAll('img')).to.have.length(0);
    rows.update('a', { stock: 2, image_url: '/demo/images/desks.svg' });
    expect(seen(row)).not.to.include('sold out');
    expect(row.querySelector('img')!.alt).to.equal('Desk lamp');
    expect(getComputedStyle(row.querySelector('article')!).display).to.equal('flex');
  });

  it('by its id', async () => {
    const { rows, list } = await example(1);
    const opened = new Date(Date.now() - 3 * 60_000).toISOString();
    const row = await show(rows, list, [sampleRow('tickets', 'a', { created_at: opened, assignee: null })]);
    expect(seen(row)).to.match(/^Printer on fire Urgent 3 minutes ago$/);
    expect(row.querySelector('time')!.dateTime).to.equal(opened);
    const article = row.querySelector('article')!;
    expect(article.getAttribute('part')).to.equal('ticket status-open');
    const style = new CSSStyleSheet();
    style.replaceSync((await blocks(page, 'css'))[0]!);
    document.adoptedStyleSheets = [style];
    expect(getComputedStyle(article).fontWeight).to.equal('700');
    rows.update('a', { status: 'closed', assignee: 'Grace' });
    expect(article.getAttribute('part')).to.equal('ticket taken status-closed');
    expect(getComputedStyle(article).fontWeight).to.equal('400');
    document.adoptedStyleSheets = [];
  });

  it('with other elements inside', async () => {
    const { provider, rows, list } = await example(2);
    expect(rows.spec.limit).to.equal(5);
    await show(rows, list, [sampleRow('tickets', 't7')]);
    await until(() => provider.connection.queries.length === 2);
    expect(provider.connection.queries[1]!.spec).to.include({ table: 'comments', filter: 'ticket_id=eq.t7' });
    provider.connection.queries[1]!.show([sampleRow('comments', 'c')]);
    const thread = part(list, 'row')!.querySelector('live-comment-thread')!;
    rows.update('t7', { subject: 'Out' });
    expect(part(list, 'row')!.querySelector('live-comment-thread') === thread).to.equal(true);
    expect(part(thread, 'author')!.textContent).to.equal('Grace');
  });

  it('rows that lead somewhere', async () => {
    const [, template, , linked] = await blocks(page, 'html');
    const provider = put<TestProvider>(`<test-provider>${template}${linked}</test-provider>`);
    await until(() => provider.connection.queries.length === 2);
    const list = provider.querySelector<HTMLElement>('live-ticket-feed[href]')!;
    const row = await show(provider.connection.queries[1]!, list, [sampleRow('tickets', 'a')]);
    expect(part(list, 'row-link')!.getAttribute('href')).to.equal('/tickets/1042');
    expect(row.querySelector('[part~=ticket]')!.textContent).to.include('Printer on fire');
  });

  it('in a sentence', async () => {
    const provider = put<TestProvider>(`<test-provider>${(await blocks(page, 'html'))[4]}</test-provider>`);
    await until(() => provider.connection.queries.length === 2);
    const [price, count] = provider.connection.queries;
    price!.show([sampleRow('products', 'p1')]);
    count!.show([sampleRow('tickets', 'a'), sampleRow('tickets', 'b')]);
    const said = (tag: string) =>
      provider.querySelector(tag)!.shadowRoot!.querySelector('[part~=value]')!.textContent.trim();
    await until(() => said('live-value') === '€49.90' && said('live-count') === '2');
  });

  it('a format and a renderRow of your own', async () => {
    const [format, drawing] = await blocks(page, 'js');
    await run(format!, { registerFormat });
    const provider = put<TestProvider>(
      '<test-provider><live-list table="products"><template><b data-text="rating | stars:5"></b></template></live-list></test-provider>',
    );
    await until(() => provider.connection.queries.length > 0);
    const list = provider.querySelector('live-list')!;
    const row = await show(provider.connection.queries[0]!, list, [{ id: 'a', rating: 3, name: 'Lamp' }]);
    expect(seen(row)).to.equal('★★★☆☆');
    await run(drawing!, { list });
    await until(() => row.querySelector('button'));
    const button = row.querySelector('button')!;
    provider.connection.queries[0]!.update('a', { name: 'Desk' });
    expect(row.querySelector('button') === button).to.equal(true);
    expect(button.textContent).to.equal('Desk');
  });
});
