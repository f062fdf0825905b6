/** Rows that the page's own server wrote into an element. */
import { expect } from '@open-wc/testing';
import '../../components/ticket-feed/ticket-feed.ts';
import type { Problem } from '../../src/domain/status.ts';
import { LiveSession } from '../../src/live-session.ts';
import { ScriptedReader } from '../support/scripted-reader.ts';
import { clearPage, part, parts, put, seen, until } from '../support/page.ts';
import { sampleRow } from '../support/sample-rows.ts';
import type { TestProvider } from '../support/test-provider.ts';

/** A feed with something written into it, in a provider whose reads answer nothing before `answer` is called. */
function feed(written: string): {
  element: HTMLElementTagNameMap['live-ticket-feed'];
  problems: Problem[];
  answer: () => void;
  close: () => void;
} {
  const provider = put<TestProvider>('<test-provider></test-provider>');
  const reader = new ScriptedReader();
  let answer!: () => void;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  reader.answer = async ({ after }) => {
    await asked;
    return { rows: after ? [] : [sampleRow('tickets', 'a', { subject: 'From the read' })], count: null };
  };
  const session = new LiveSession({ url: 'https://x.test', apiKey: 'k', source: 'poll', reader });
  provider.context.setValue(session);
  const element = document.createElement('live-ticket-feed');
  element.innerHTML = written;
  const problems: Problem[] = [];
  element.addEventListener('live-error', (event) => problems.push(event.detail));
  provider.append(element);
  session.connect();
  return { element, problems, answer, close: () => session.close() };
}

const script = (text: string): string => `<script type="application/json">${text}</script>`;

describe('rows written into an element', () => {
  afterEach(clearPage);

  it('are on screen before anything was read, marked as not live, and patched by the first read', async () => {
    const rows = [sampleRow('tickets', 'a', { subject: 'From the page' })];
    const { element, answer, close } = feed(script(JSON.stringify(rows)));
    await until(() => parts(element, 'row').length > 0);
    expect(seen(part(element, 'subject'))).to.equal('From the page');
    expect(element.matches(':state(stale)')).to.equal(true);
    const row = part(element, 'row');
    answer();
    await until(() => seen(part(element, 'subject')) === 'From the read');
    expect(part(element, 'row')).to.equal(row);
    expect(element.matches(':state(live)')).to.equal(true);
    close();
  });

  for (const [what, text] of [
    ['no JSON', '[{"id":'],
    ['no array', '{"id":"a"}'],
    ['no rows', '[1, null]'],
  ] as const) {
    it(`are said to be wrong where they are ${what}, and the read brings them`, async () => {
      const { element, problems, answer, close } = feed(script(text));
      answer();
      await until(() => seen(part(element, 'subject')) === 'From the read');
      expect(problems.map(({ code }) => code)).to.deep.equal(['bad-rows']);
      close();
    });
  }

  it('count for the first question alone', async () => {
    const rows = [sampleRow('tickets', 'a', { subject: 'From the page' })];
    const { element, close } = feed(script(JSON.stringify(rows)));
    await until(() => parts(element, 'row').length > 0);
    element.filter = 'status=eq.closed';
    await until(() => parts(element, 'row').length === 0);
    expect(element.status).to.equal('loading');
    close();
  });
});
