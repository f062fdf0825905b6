/** The examples of docs/languages.md, as they are written there. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { registerWords, replaceWords } from '../../components/index.ts';
import { wordsFor } from '../../src/page/words/words-for.ts';
import { blocks, run } from '../support/doc-examples.ts';
import { clearPage, part, put, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

const page = 'languages.md';

async function shown(markup: string, ...values: object[]): Promise<TestProvider> {
  const provider = put<TestProvider>(`<test-provider lang="en">${markup}</test-provider>`);
  const count = values.length;
  await until(() => provider.connection.queries.length === count);
  provider.connection.queries.forEach((rows, index) => rows.show([sampleRow('tickets', 't1', values[index])]));
  return provider;
}

function textOf(element: Element | null, name: string): string {
  return part(element!, name)!.textContent.trim();
}

describe('the examples of docs/languages.md', () => {
  afterEach(clearPage);

  // Read once, when the first element asks for words: before any other test.
  it('words for the whole page, in HTML', async () => {
    put((await blocks(page, 'html'))[2]!);
    const provider = await shown(
      '<live-ticket-feed></live-ticket-feed><live-list table="tickets"></live-list>',
      {},
      {},
    );
    const [feed, list] = [...provider.children];
    expect([textOf(feed!, 'status'), textOf(feed!, 'retry')]).to.deep.equal(['Waiting for us', 'Once more']);
    expect(part(feed!, 'list')!.ariaLabel).to.equal('Requests');
    expect(list!.shadowRoot!.textContent).to.include('Opened');
    provider.lang = 'en-GB';
    await until(() => textOf(feed!, 'status') === 'Waiting for us');
    provider.lang = 'de';
    await until(() => textOf(feed!, 'status') === 'Offen');
  });

  it('the language of the place', async () => {
    const markup = (await blocks(page, 'html'))[0]!.replaceAll(/<\/?body/g, (tag) => tag.replace('body', 'main'));
    const provider = await shown(markup, {}, {});
    const [german, arabic] = [...provider.querySelectorAll('live-ticket-feed')];
    await until(() => textOf(german!, 'status') === 'Offen' && textOf(arabic!, 'status') === 'مفتوح');
    expect(getComputedStyle(part(arabic!, 'row')!).direction).to.equal('rtl');
  });

  it('words for one element', async () => {
    const feed = (await shown((await blocks(page, 'html'))[1]!, {})).firstElementChild;
    expect(textOf(feed, 'status')).to.equal('To do');
    expect(textOf(feed, 'empty')).to.equal('No tickets. Have a coffee.');
  });

  it('words for the whole page, in JavaScript', async () => {
    await run((await blocks(page, 'js'))[0]!, { replaceWords });
    const provider = await shown('<live-ticket-feed></live-ticket-feed>', { status: 'vip', priority: 'urgent' });
    const feed = provider.firstElementChild;
    expect([textOf(feed, 'status'), textOf(feed, 'priority')]).to.deep.equal(['★', 'Urgent']);
    provider.lang = 'de';
    await until(() => textOf(feed, 'priority') === 'Brennt' && textOf(feed, 'more') === 'Ein paar mehr');
  });

  it('every word', async () => {
    const text = await (await fetch(`/docs/${page}`)).text();
    const unnamed = Object.keys(wordsFor('en')).filter((word) => !new RegExp(`\`${word}\\b`).test(text));
    expect(unnamed).to.deep.equal([]);
  });

  it('a language of its own', async () => {
    await run((await blocks(page, 'js'))[1]!, { registerWords });
    const provider = await shown('<live-ticket-feed lang="nl"></live-ticket-feed>', { status: 'closed' });
    const feed = provider.firstElementChild;
    expect([textOf(feed, 'status'), textOf(feed, 'empty')]).to.deep.equal(['Gesloten', 'Hier is nog niets.']);
  });

  it('time zones', async () => {
    const markup = (await blocks(page, 'html'))[3]!.replaceAll('live-provider', 'section');
    const at = { created_at: '2026-03-01T22:30:00.000Z' };
    const provider = await shown(markup, at, at);
    const [feed, value] = provider.querySelectorAll('live-ticket-feed, live-value');
    expect(part(feed!, 'created_at')!.title).to.match(/11:30/);
    await until(() => /10:30/.test(textOf(value!, 'value')));
  });
});
