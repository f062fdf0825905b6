/** Slips of an author's keyboard: told once, with what was meant, and nothing told where nothing is wrong. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { replaceWords } from '../../src/page/words/words-for.ts';
import { rowTags } from '../contract/tags.ts';
import { clearPage, put, until } from '../support/page.ts';
import type { TestProvider } from '../support/test-provider.ts';

const { warn } = console;
let lines: string[] = [];

/** The problems that elements with these attributes tell. */
async function told(tag: string, attributes: Readonly<Record<string, string>>): Promise<Problem[]> {
  const provider = put<TestProvider>('<test-provider></test-provider>');
  const element = document.createElement(tag) as HTMLElementTagNameMap['live-list'];
  const problems: Problem[] = [];
  element.addEventListener('live-error', (event) => problems.push(event.detail));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  provider.append(element);
  await element.updateComplete;
  element.requestUpdate();
  await element.updateComplete;
  return problems.filter(({ code }) => code.startsWith('unknown'));
}

describe('slips', () => {
  beforeEach(() => {
    lines = [];
    console.warn = (line: string) => lines.push(line);
  });
  afterEach(() => {
    console.warn = warn;
    clearPage();
  });

  for (const [slip, meant] of [
    ['fliter', 'filter'],
    ['templete', 'template'],
    ['groupby', 'group-by'],
    ['colums', 'columns'],
    ['time_zone', 'time-zone'],
    ['hreff', 'href'],
  ] as const) {
    it(`in an attribute, ${slip}, are told with the one that was meant: ${meant}`, async () => {
      for (const { name: tag } of rowTags) {
        lines = [];
        const [problem, ...more] = await told(tag, { [slip]: 'x', table: 'things', 'ticket-id': 't1' });
        expect([problem!.code, problem!.message, problem!.remedy, more.length]).to.deep.equal([
          'unknown-attribute',
          `There is no attribute ${slip}.`,
          `Write ${meant}.`,
          0,
        ]);
        expect(lines.filter((line) => line.includes('unknown-attribute'))).to.have.length(1);
      }
    });
  }

  it('in several attributes are told in one sentence, of a provider’s too', async () => {
    const [problem] = await told('live-provider', { 'api-kye': 'k', acces_token: 't' });
    expect(problem!.message).to.equal('There is no attribute api-kye, acces_token.');
    expect(problem!.remedy).to.equal('Write api-key, access-token.');
    expect((await told('live-provider', { timezone: 'Europe/Berlin' }))[0]!.remedy).to.equal('Write time-zone.');
    expect(await told('live-provider', { 'time-zone': 'Europe/Berlin' })).to.deep.equal([]);
    expect((await told('live-status-dot', { showlabel: '' }))[0]!.remedy).to.equal('Write show-label.');
  });

  it('are not looked for in what pages and frameworks put on any element', async () => {
    const harmless = {
      ...{ class: 'a', id: 'b', style: '', title: 'c', lang: 'de', dir: 'ltr', slot: 'd', part: 'e', hidden: '' },
      ...{ role: 'region', tabindex: '0', inert: '', draggable: 'true', translate: 'no', spellcheck: 'false' },
      ...{ 'data-filter': 'f', 'data-v-1a2b3c4d': '', 'aria-label': 'g', 'aria-busy': 'false', onclick: '' },
      ...{ 'v-cloak': '', 'x-data': '', 'hx-get': '/h', 'wire:model': 'i', 'ng-version': '19', '_ngcontent-ng-c1': '' },
      ...{ 'x-on:order': 'j', ':limit': 'k', '@filter': 'l', name: 'm', label: 'n', key: 'o', width: 'p', align: 'q' },
    };
    const hard = Object.entries(harmless).filter(([name]) => !/^[:@]/.test(name));
    const others = ['live-provider', 'live-value', 'live-status-dot', 'live-connection-banner'];
    for (const tag of [...rowTags.map(({ name }) => name), ...others]) {
      const attributes = { ...Object.fromEntries(hard), table: 'things', 'ticket-id': 't1', url: 'https://a.example' };
      expect(await told(tag, attributes), tag).to.deep.equal([]);
    }
    const parsed = put('<live-list table="things" :limit="k" @filter="l" [order]="o" #limit></live-list>');
    await (parsed as HTMLElementTagNameMap['live-list']).updateComplete;
    expect(lines.filter((line) => line.includes('unknown-'))).to.deep.equal([]);
  });

  it('in an element’s words are told, and the words that are some are used', async () => {
    await told('live-ticket-feed', {
      words:
        '{"emtpy":"x","retry":7,"status":{"conected":"y"},"lists":{"things":"z"},"values":{"vip":"★"},"loading":"Ok"}',
    });
    expect(lines.filter((line) => line.includes('[livetags: unknown-word]'))).to.have.length(1);
    expect(lines.join()).to.include('there is no "emtpy", but "empty"; "retry" cannot be 7; there is no "conected"');
    for (const fine of ['no "things"', 'no "vip"', '"loading" cannot']) expect(lines.join()).not.to.include(fine);
  });

  it('in the page’s words are told', async () => {
    replaceWords(JSON.parse('{"wrongest": "x"}') as object);
    await until(() => lines.length > 0);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/there is no "wrongest"\..*\[livetags: unknown-word\]/);
  });
});
