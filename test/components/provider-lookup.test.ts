/** A widget finds its provider wherever it stands and whenever it comes. */
import { expect } from '@open-wc/testing';
import { ContextProvider } from '@lit/context';
import { ReactiveElement } from 'lit';
import '../../components/ticket-feed/ticket-feed.ts';
import type { LiveTicketFeed } from '../../components/ticket-feed/ticket-feed.ts';
import { connectionContext } from '../../src/contexts.ts';
import type { Problem } from '../../src/domain/status.ts';
import { onlyWhere } from '../support/only-where.ts';
import { assertSame, clearPage, keys, part, put, seen, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { ScriptedConnection } from '../support/scripted-connection.ts';
import { TestProvider } from '../support/test-provider.ts';

const feed = (place: Element): LiveTicketFeed => place.querySelector('live-ticket-feed')!;

describe('finding the provider', () => {
  afterEach(clearPage);

  it('uses the nearest ancestor', async () => {
    const outer = put<TestProvider>(
      '<test-provider><test-provider><div><live-ticket-feed></live-ticket-feed></div></test-provider></test-provider>',
    );
    const inner = outer.querySelector('test-provider')!;
    await until(() => inner.connection.open.length === 1);
    expect(outer.connection.queries).to.have.length(0);
  });

  it('finds an ancestor through shadow roots', async () => {
    const provider = put<TestProvider>('<test-provider><div></div></test-provider>');
    provider.firstElementChild!.attachShadow({ mode: 'open' }).append(document.createElement('live-ticket-feed'));
    await until(() => provider.connection.open.length === 1);
  });

  it('uses the one named by id, against an ancestor', async () => {
    const ancestor = put<TestProvider>(
      '<test-provider><live-ticket-feed provider="elsewhere"></live-ticket-feed></test-provider>',
    );
    const named = put<TestProvider>('<test-provider id="elsewhere"></test-provider>');
    await until(() => named.connection.open.length === 1);
    expect(ancestor.connection.queries).to.have.length(0);
  });

  it('heeds an id that was set as a property before the element was defined', async () => {
    const ancestor = put<TestProvider>('<test-provider><early-feed></early-feed></test-provider>');
    const named = put<TestProvider>('<test-provider id="early"></test-provider>');
    Object.assign(ancestor.firstElementChild!, { provider: 'early' });
    class EarlyFeed extends (customElements.get('live-ticket-feed') as typeof LiveTicketFeed) {}
    customElements.define('early-feed', EarlyFeed);
    await until(() => named.connection.open.length === 1);
    expect(ancestor.connection.queries).to.have.length(0);
  });

  it('waits for an id that appears later', async () => {
    const place = put('<div><live-ticket-feed provider="later"></live-ticket-feed></div>');
    await feed(place).updateComplete;
    const provider = document.createElement('test-provider');
    place.append(provider);
    expect(provider.connection.queries).to.have.length(0);
    provider.id = 'later';
    await until(() => provider.connection.open.length === 1);
  });

  it('waits for an element of that id to be defined', async () => {
    const place = put('<test-provider><unborn-provider id="unborn"></unborn-provider></test-provider>');
    place.append(Object.assign(document.createElement('live-ticket-feed'), { provider: 'unborn' }));
    await feed(place).updateComplete;
    class UnbornProvider extends TestProvider {}
    customElements.define('unborn-provider', UnbornProvider);
    const unborn = place.querySelector<UnbornProvider>('unborn-provider')!;
    await until(() => unborn.connection.open.length === 1);
    expect((place as TestProvider).connection.queries).to.have.length(0);
  });

  it('goes over to another element that takes the id', async () => {
    const first = put<TestProvider>('<test-provider id="desk"></test-provider>');
    const place = put('<div><live-ticket-feed provider="desk"></live-ticket-feed></div>');
    await until(() => first.connection.open.length === 1);
    first.id = '';
    const second = put<TestProvider>('<test-provider id="desk"></test-provider>');
    await until(() => second.connection.open.length === 1);
    expect(first.connection.open).to.have.length(0);
    expect(first.connection.observers).to.equal(0);
    feed(place).provider = '';
    await until(() => second.connection.open.length === 0);
  });

  it('keeps the one named by id when an ancestor announces itself later', async () => {
    const named = put<TestProvider>('<test-provider id="chosen"></test-provider>');
    const place = put('<late-ancestor><live-ticket-feed provider="chosen"></live-ticket-feed></late-ancestor>');
    await until(() => named.connection.open.length === 1);
    class LateAncestor extends TestProvider {}
    customElements.define('late-ancestor', LateAncestor);
    await feed(place).updateComplete;
    expect((place as LateAncestor).connection.queries).to.have.length(0);
    expect(named.connection.open).to.have.length(1);
  });

  it('keeps an ancestor named by id when a nearer one comes later', async () => {
    const outer = put<TestProvider>(
      `<test-provider id="outer">
         <between-provider><live-ticket-feed provider="outer"></live-ticket-feed></between-provider>
       </test-provider>`,
    );
    await until(() => outer.connection.open.length === 1);
    class BetweenProvider extends TestProvider {}
    customElements.define('between-provider', BetweenProvider);
    const between = outer.querySelector<BetweenProvider>('between-provider')!;
    await feed(outer).updateComplete;
    expect(between.connection.queries).to.have.length(0);
    expect(outer.connection.open).to.have.length(1);
    expect(between.context['subscriptions'].size).to.equal(0);
  });

  it('is found by an element that was there before the provider was defined', async () => {
    const place = put('<late-provider><live-ticket-feed></live-ticket-feed></late-provider>');
    await feed(place).updateComplete;
    class LateProvider extends TestProvider {}
    customElements.define('late-provider', LateProvider);
    await until(() => (place as LateProvider).connection.open.length === 1);
  });

  it('is left for a nearer one that comes later', async () => {
    const outer = put<TestProvider>(
      '<test-provider><nearer-provider><live-ticket-feed></live-ticket-feed></nearer-provider></test-provider>',
    );
    await until(() => outer.connection.open.length === 1);
    class NearerProvider extends TestProvider {}
    customElements.define('nearer-provider', NearerProvider);
    const nearer = outer.querySelector<NearerProvider>('nearer-provider')!;
    await until(() => nearer.connection.open.length === 1);
    expect(outer.connection.open).to.have.length(0);
  });

  it('takes undefined for "not yet"', async () => {
    class UnreadyProvider extends ReactiveElement {
      readonly context = new ContextProvider(this, { context: connectionContext });
    }
    customElements.define('unready-provider', UnreadyProvider);
    const provider = put<UnreadyProvider>('<unready-provider><live-ticket-feed></live-ticket-feed></unready-provider>');
    await feed(provider).updateComplete;
    expect(feed(provider).status).to.equal('loading');
    const connection = new ScriptedConnection();
    provider.context.setValue(connection);
    await until(() => connection.open.length === 1);
    provider.context.setValue(undefined);
    await until(() => connection.open.length === 0);
  });
});

describe('moving in the page', () => {
  afterEach(clearPage);

  for (const move of ['append', 'moveBefore'] as const) {
    const test = move === 'append' ? it : onlyWhere('moveBefore');
    test(`${move} within a provider keeps rows and query`, async () => {
      const provider = put<TestProvider>('<test-provider><i></i><live-ticket-feed></live-ticket-feed></test-provider>');
      await until(() => provider.connection.open.length === 1);
      const rows = provider.connection.queries[0]!;
      rows.show(sampleRows('tickets', 3));
      const element = feed(provider);
      const drawn = part(element, 'row');
      const target = provider.querySelector('i')!;
      if (move === 'append') target.append(element);
      else (target as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(element, null);
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
      expect(provider.connection.queries).to.have.length(1);
      expect(rows.closed).to.equal(false);
      assertSame(part(element, 'row'), drawn);
      rows.update('row-0', { subject: 'After the move' });
      expect(part(element, 'subject')!.textContent).to.equal('After the move');
    });

    test(`${move} into another provider asks that one`, async () => {
      const first = put<TestProvider>('<test-provider><live-ticket-feed></live-ticket-feed></test-provider>');
      const second = put<TestProvider>('<test-provider></test-provider>');
      await until(() => first.connection.open.length === 1);
      first.connection.queries[0]!.show(sampleRows('tickets', 3));
      const element = feed(first);
      if (move === 'append') second.append(element);
      else (second as unknown as { moveBefore(node: Node, child: null): void }).moveBefore(element, null);
      await until(() => second.connection.open.length === 1);
      expect(first.connection.open).to.have.length(0);
      expect(first.connection.observers).to.equal(0);
      expect(keys(element)).to.deep.equal([]);
    });
  }

  it('out of the page gives everything up, and back in asks again', async () => {
    const provider = put<TestProvider>('<test-provider><live-ticket-feed></live-ticket-feed></test-provider>');
    await until(() => provider.connection.open.length === 1);
    const element = feed(provider);
    element.remove();
    await until(() => provider.connection.open.length === 0);
    expect(provider.connection.observers).to.equal(0);
    provider.append(element);
    await until(() => provider.connection.open.length === 1);
  });
});

describe('no provider', () => {
  afterEach(clearPage);

  it('is said after a time, once, in the element, by an event and in the console; and taken back', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => warnings.push(text);
    try {
      const place = put('<div><live-ticket-feed filter="status=eq.open"></live-ticket-feed></div>');
      const problems: Problem[] = [];
      feed(place).addEventListener('live-error', (event) => problems.push(event.detail));
      await feed(place).updateComplete;
      expect(feed(place).status).to.equal('loading');
      await until(() => problems.length > 0);
      await feed(place).updateComplete;
      expect(problems.map(({ code }) => code)).to.deep.equal(['no-provider']);
      expect(feed(place).status).to.equal('error');
      expect(feed(place).matches(':state(error)')).to.equal(true);
      expect(seen(part(feed(place), 'error'))).to.include('no-provider');
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(/^<live-ticket-feed filter="status=eq.open"> .* \[livetags: no-provider\]$/);
      const provider = put<TestProvider>('<test-provider></test-provider>');
      provider.append(feed(place));
      await until(() => provider.connection.open.length === 1);
      const element = feed(provider);
      await element.updateComplete;
      expect(element.status).to.equal('loading');
      expect(seen(part(element, 'error'))).to.equal('');
    } finally {
      console.warn = warn;
    }
  });
});
