/** Every element speaks the language of its place, in its time zone, with the page's own words. */
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import '../../components/index.ts';
import { registerWords, replaceWords } from '../../components/index.ts';
import type { LiveTicketFeed } from '../../components/ticket-feed/ticket-feed.element.ts';
import { wordsFor } from '../../src/page/words/words-for.ts';
import { onlyWhere } from '../support/only-where.ts';
import { clearPage, frame, mount, part, put, until } from '../support/page.ts';
import { newSessionStats } from '../../src/session-options.ts';
import { ScriptedConnection } from '../support/scripted-connection.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

const day = '2026-03-01T22:30:00.000Z';
const ticket = (values: object = {}) => sampleRow('tickets', 'a', { created_at: day, ...values });

function textOf(element: Element, name: string): string {
  return part(element, name)?.textContent?.trim() ?? '';
}

function titleOf(element: Element): string {
  return part(element, 'created_at')!.title;
}

/** The languages the tests switch between are there, so that a switch shows at once. */
async function fetched(...languages: string[]): Promise<void> {
  for (const language of languages) {
    wordsFor(language);
    await until(() => wordsFor(language).retry !== 'Try again');
  }
}

/** Lets mutation observers and updates come to rest. */
async function settled(element: Element): Promise<void> {
  await Promise.resolve();
  await (element as LiveTicketFeed).updateComplete;
}

describe('languages', () => {
  const { lang } = document.documentElement;
  let problems: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    problems = [];
    console.warn = (text: string) => problems.push(text);
    document.documentElement.lang = 'en';
  });
  afterEach(() => {
    console.warn = warn;
    document.documentElement.lang = lang;
    clearPage();
  });

  it('come when an element speaks them, and rows that stand in English are said again', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'lang="ja"');
    rows.show([ticket({ assignee: null })]);
    await until(() => textOf(element, 'assignee') === '担当者なし');
    expect(textOf(element, 'priority')).to.equal('緊急');
    expect(textOf(element, 'more')).to.equal('さらに表示');
    expect(part(element, 'list')!.getAttribute('aria-label')).to.equal('チケット');
    expect(titleOf(element)).to.include('2026/03/0');
    expect(problems).to.deep.equal([]);
  });

  it('follow a `lang` that changes late, on the page, on an ancestor and on the element', async () => {
    await fetched('de', 'fr');
    const { element, rows, provider } = await mount('live-ticket-feed', 'time-zone="UTC"');
    rows.show([ticket()]);
    const said = async () => {
      await settled(element);
      return [textOf(element, 'status'), textOf(element, 'retry'), titleOf(element).split(',')[0]];
    };
    expect(await said()).to.deep.equal(['Open', 'Try again', 'Mar 1']);
    document.documentElement.lang = 'de-AT';
    expect(await said()).to.deep.equal(['Offen', 'Erneut versuchen', '01.03.2026']);
    provider.lang = 'fr';
    expect((await said()).slice(0, 2)).to.deep.equal(['Ouvert', 'Réessayer']);
    element.lang = 'en';
    expect((await said())[0]).to.equal('Open');
    element.removeAttribute('lang');
    provider.removeAttribute('lang');
    expect((await said())[0]).to.equal('Offen');
  });

  it('follow the hosts of the shadow roots they stand in, and moves', async () => {
    await fetched('de', 'es');
    const provider = put<TestProvider>(
      '<test-provider><section lang="de"><div></div></section><p></p></test-provider>',
    );
    const host = provider.querySelector('div')!;
    const root = host.attachShadow({ mode: 'closed' });
    const list = document.createElement('live-ticket-feed');
    root.append(list);
    await until(() => provider.connection.queries.length > 0);
    provider.connection.queries[0]!.show([ticket()]);
    expect(textOf(list, 'status')).to.equal('Offen');
    host.lang = 'es';
    await settled(list);
    expect(textOf(list, 'status')).to.equal('Abierto');
    host.lang = 'de';
    await settled(list);
    expect(textOf(list, 'status')).to.equal('Offen');
    const elsewhere = provider.querySelector('p')!;
    elsewhere.append(list);
    expect(textOf(list, 'status')).to.equal('Open');
    elsewhere.lang = 'es';
    await settled(list);
    expect(textOf(list, 'status')).to.equal('Abierto');
  });

  it('are English in a browser whose language is none', async () => {
    Object.defineProperty(navigator, 'language', { configurable: true, get: () => 'C' });
    const page = document.documentElement.lang;
    document.documentElement.lang = '';
    try {
      const { element, rows } = await mount('live-ticket-feed', `words='{"values":{"open":"Still open"}}'`);
      rows.show([ticket()]);
      await settled(element);
      expect(textOf(element, 'status')).to.equal('Still open');
    } finally {
      Reflect.deleteProperty(navigator, 'language');
      document.documentElement.lang = page;
    }
  });

  onlyWhere('moveBefore')('follow a list that is moved without leaving the page', async () => {
    await fetched('de');
    const provider = put<TestProvider>(
      '<test-provider><section lang="de"></section><live-ticket-feed></live-ticket-feed></test-provider>',
    );
    const list = provider.querySelector('live-ticket-feed')!;
    await until(() => provider.connection.queries.length > 0);
    provider.connection.queries[0]!.show([ticket()]);
    expect(textOf(list, 'status')).to.equal('Open');
    provider.querySelector('section')!.moveBefore(list, null);
    expect(textOf(list, 'status')).to.equal('Offen');
  });

  it('are spoken by headings and the search box, and follow as well', async () => {
    await fetched('de');
    const { element, rows } = await mount('live-ticket-feed', 'lang="en" group-by="status" searchable');
    rows.show([ticket()]);
    await settled(element);
    expect(textOf(element, 'group')).to.equal('Open');
    element.lang = 'de';
    await settled(element);
    expect(textOf(element, 'group')).to.equal('Offen');
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('input')!.placeholder).to.equal('Suchen');
  });

  it('are spoken by the dot, the banner, counts and values too', async () => {
    await fetched('de');
    const provider = put<TestProvider>(
      `<test-provider lang="de" time-zone="UTC"><live-status-dot show-label></live-status-dot>
       <live-count table="tickets"></live-count>
       <live-value table="tickets" row-id="a" field="created_at" format="time"></live-value>
       <live-value table="tickets" row-id="a" field="status" format="term"></live-value></test-provider>`,
    );
    await until(() => provider.connection.queries.length === 3);
    provider.connection.become('reconnecting');
    const [count, time, status] = provider.connection.queries;
    count!.show(Array.from({ length: 1234 }, (_, number) => ticket({ id: String(number) })));
    for (const value of [time, status]) value!.show([ticket()]);
    const said = () =>
      [...provider.children].map((element) => (part(element, 'label') ?? part(element, 'value'))!.innerText);
    await until(() => said()[0] === 'Verbindung wird wiederhergestellt');
    await until(() => said().slice(1).join() === '1.234,22:30,Offen');
  });

  it('may change within a template', async () => {
    await fetched('fr', 'de');
    const provider = put<TestProvider>(
      `<test-provider lang="de" time-zone="Asia/Tokyo"><live-ticket-feed><template>
         <b data-text="status | term"></b><i data-text="created_at | date"></i><u data-text="created_at | time"></u>
         <s lang="fr" data-text="status | term"></s></template></live-ticket-feed></test-provider>`,
    );
    await until(() => provider.connection.queries.length > 0);
    provider.connection.queries[0]!.show([ticket()]);
    const feed = provider.querySelector('live-ticket-feed')!;
    const said = () => [...part(feed, 'row')!.children].map((element) => element.textContent.replace('\u202f', ' '));
    expect(said()).to.deep.equal(['Offen', '02.03.2026', '07:30', 'Ouvert']);
    provider.lang = 'en';
    provider.setAttribute('time-zone', 'UTC');
    await settled(feed);
    expect(said()).to.deep.equal(['Open', 'Mar 1, 2026', '10:30 PM', 'Ouvert']);
  });

  it('cost one observer a root, and none when no element is there', async () => {
    // The elements of the test before have let go.
    await frame();
    const alive = new Set<MutationObserver>();
    const { observe, disconnect } = MutationObserver.prototype;
    MutationObserver.prototype.observe = function (target, options) {
      if (options?.attributeFilter?.includes('lang')) alive.add(this);
      observe.call(this, target, options);
    };
    MutationObserver.prototype.disconnect = function () {
      alive.delete(this);
      disconnect.call(this);
    };
    try {
      put('<section><live-status-dot></live-status-dot><live-status-dot></live-status-dot></section>');
      expect(alive.size).to.equal(1);
      const host = put('<div></div>');
      render(document.createElement('live-status-dot'), host.attachShadow({ mode: 'open' }));
      expect(alive.size).to.equal(2);
      clearPage();
      await until(() => alive.size === 0);
    } finally {
      Object.assign(MutationObserver.prototype, { observe, disconnect });
    }
  });
});

describe('words of the page', () => {
  afterEach(clearPage);

  it('replace the kit’s, on what stands there too', async () => {
    const { element, rows } = await mount('live-ticket-feed', 'lang="pt"');
    rows.show([ticket()]);
    expect(textOf(element, 'status')).to.equal('Open');
    registerWords('pt', { retry: 'De novo', values: { open: 'Aberto' } });
    await settled(element);
    expect([textOf(element, 'status'), textOf(element, 'retry')]).to.deep.equal(['Aberto', 'De novo']);
    replaceWords({ values: { urgent: 'Já' } }, 'pt-BR');
    expect(textOf(element, 'priority')).to.equal('Urgent');
    element.lang = 'pt-BR';
    await settled(element);
    expect(['status', 'priority'].map((name) => textOf(element, name))).to.deep.equal(['Aberto', 'Já']);
  });

  it('for one element come as JSON in its attribute, or as a property', async () => {
    const own = '{"empty":"No tickets!","newRows":{"one":"# ticket","other":"# tickets"},"values":{"open":"To do"}}';
    const { element, rows } = await mount('live-ticket-feed', `lang="en" words='${own}'`);
    rows.show([]);
    await settled(element);
    expect(textOf(element, 'empty')).to.equal('No tickets!');
    rows.show([ticket()]);
    expect(textOf(element, 'status')).to.equal('To do');
    element.words = { values: { open: 'Waiting' } };
    await settled(element);
    expect([textOf(element, 'status'), textOf(element, 'empty')]).to.deep.equal(['Waiting', 'Nothing here yet.']);
    element.words = null;
    await settled(element);
    expect(textOf(element, 'status')).to.equal('Open');
  });

  it('that are no JSON are said once, and the others stand', async () => {
    const { warn } = console;
    const problems: string[] = [];
    console.warn = (text: string) => problems.push(text);
    const { element } = await mount('live-ticket-feed', 'words="{empty: 1}"');
    await settled(element);
    element.setAttribute('words', '"text"');
    await settled(element);
    console.warn = warn;
    expect(textOf(element, 'empty')).to.equal('Nothing here yet.');
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include('words is no JSON object').and.to.include('[livetags: bad-attribute]');
  });
});

describe('time zones', () => {
  const { warn } = console;
  let problems: string[] = [];
  beforeEach(() => {
    problems = [];
    console.warn = (text: string) => problems.push(text);
  });
  afterEach(() => {
    console.warn = warn;
    clearPage();
  });

  it('come from the element, else from the nearest ancestor, and follow them', async () => {
    const { element, rows, provider } = await mount('live-ticket-feed', 'lang="en" time-zone="Asia/Tokyo"');
    rows.show([ticket()]);
    expect(titleOf(element)).to.match(/^Mar 2, 2026, 7:30/);
    provider.setAttribute('time-zone', 'America/New_York');
    await settled(element);
    expect(titleOf(element)).to.match(/^Mar 2, 2026, 7:30/);
    element.timeZone = '';
    element.removeAttribute('time-zone');
    await settled(element);
    expect(titleOf(element)).to.match(/^Mar 1, 2026, 5:30/);
    provider.removeAttribute('time-zone');
    await settled(element);
    expect(titleOf(element)).to.equal(
      new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(day)),
    );
  });

  it('come from the page’s provider for those outside of it, though it comes later', async () => {
    const element = put('<live-ticket-feed lang="en"></live-ticket-feed>');
    await settled(element);
    const nothing = () => undefined;
    const session = Object.assign(new ScriptedConnection(), {
      stats: newSessionStats(),
      ...{ connect: nothing, disconnect: nothing, setAccessToken: nothing, close: nothing },
    });
    const provider = document.createElement('live-provider');
    provider.createSession = () => session;
    Object.assign(provider, { url: 'https://ref.supabase.example', apiKey: 'sb_publishable_x', page: true });
    provider.setAttribute('page', '');
    provider.setAttribute('time-zone', 'Asia/Tokyo');
    put('<div></div>').append(provider);
    await until(() => session.queries.length > 0);
    session.queries[0]!.show([ticket()]);
    expect(titleOf(element)).to.match(/^Mar 2, 2026, 7:30/);
  });

  it('that do not exist are said once, where they stand, and the browser’s serves', async () => {
    const provider = put<TestProvider>(
      '<test-provider lang="en" time-zone="Berlin"><live-ticket-feed></live-ticket-feed><live-status-dot></live-status-dot></test-provider>',
    );
    await until(() => provider.connection.queries.length > 0);
    provider.connection.queries[0]!.show([ticket()]);
    expect(titleOf(provider.firstElementChild!)).to.include('Mar');
    provider.lang = 'en-GB';
    await settled(provider.firstElementChild!);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include('<test-provider lang="en" time-zone="Berlin"> time-zone="Berlin"');
    expect(problems[0]).to.include('[livetags: bad-attribute]');
  });
});
