/** The dot and the banner tell the truth about the connection, and the banner only when it is worth telling. */
import { expect } from '@open-wc/testing';
import '../../components/connection-banner/connection-banner.ts';
import '../../components/status-dot/status-dot.ts';
import type { LiveConnectionBanner } from '../../components/connection-banner/connection-banner.ts';
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { clearPage, part, put, seen } from '../support/page.ts';
import { TestProvider } from '../support/test-provider.ts';

const refused: Problem = { code: 'bad-key', message: 'The key is refused.', remedy: 'Copy it again.', permanent: true };

interface Placed<Element> {
  readonly element: Element;
  readonly provider: TestProvider;
  readonly clock: ManualClock;
}

/** The clock has to be there before the element stands in the page. */
async function place<Tag extends 'live-connection-banner' | 'live-status-dot'>(
  tag: Tag,
): Promise<Placed<HTMLElementTagNameMap[Tag]>> {
  const element = document.createElement(tag);
  const clock = new ManualClock();
  element.clock = clock;
  const provider = new TestProvider();
  const around = document.createElement('div');
  around.className = 'test-place';
  provider.append(element);
  around.append(provider);
  document.body.append(around);
  await element.updateComplete;
  return { element, provider, clock };
}

const statuses: ConnectionStatus[] = ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'];

describe('the status dot', () => {
  afterEach(clearPage);

  it('has its own name, shape and state for each status', async () => {
    const { element, provider } = await place('live-status-dot');
    const shapes = new Set<string>();
    const names = new Set<string>();
    for (const status of statuses) {
      provider.connection.become(status);
      await element.updateComplete;
      const dot = part(element, 'dot')!;
      expect(dot.getAttribute('role')).to.equal('img');
      names.add(dot.getAttribute('aria-label')!);
      shapes.add(dot.innerHTML);
      expect(statuses.filter((name) => element.matches(`:state(${name})`))).to.deep.equal([status]);
    }
    expect(names.size).to.equal(5);
    expect(shapes.size).to.equal(5);
  });

  it('shows the words when asked', async () => {
    const { element } = await place('live-status-dot');
    expect(seen(part(element, 'label'))).to.equal('');
    element.showLabel = true;
    await element.updateComplete;
    expect(seen(part(element, 'label'))).to.equal('Live');
  });
});

describe('the connection banner', () => {
  afterEach(clearPage);

  const told = async (element: LiveConnectionBanner): Promise<string> => {
    await element.updateComplete;
    return element.matches(':state(visible)') ? seen(part(element, 'banner')) : '';
  };

  it('says nothing while connected, and has its live region ready', async () => {
    const { element, clock } = await place('live-connection-banner');
    clock.pass(10_000);
    expect(await told(element)).to.equal('');
    for (const role of ['status', 'alert']) {
      const region = part(element, 'message')!.querySelector(`[role=${role}]`)!;
      expect(region.checkVisibility()).to.equal(true);
      expect(region.textContent.trim()).to.equal('');
    }
    expect(element.offsetHeight).to.equal(0);
    expect(getComputedStyle(element).marginBottom).to.equal('0px');
  });

  it('says nothing of a blip', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    provider.connection.become('reconnecting', { nextRetryAt: new Date(clock.now() + 500) });
    clock.pass(1900);
    expect(await told(element)).to.equal('');
    provider.connection.become('connected');
    clock.pass(10_000);
    expect(await told(element)).to.equal('');
    expect(clock.timers).to.equal(0);
  });

  it('says that the connection is lost and counts down to the next try, which it does not read out', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    provider.connection.become('reconnecting', { nextRetryAt: new Date(clock.now() + 6000) });
    clock.pass(2000);
    expect(await told(element)).to.include('Connection lost.');
    expect(seen(part(element, 'next'))).to.equal('Trying again in 4 s');
    expect(part(element, 'next')!.getAttribute('aria-hidden')).to.equal('true');
    clock.pass(1000);
    await element.updateComplete;
    expect(seen(part(element, 'next'))).to.equal('Trying again in 3 s');
    clock.pass(3000);
    await element.updateComplete;
    expect(seen(part(element, 'next'))).to.equal('Trying again…');
    provider.connection.become('connected');
    expect(await told(element)).to.equal('');
    expect(clock.timers).to.equal(0);
  });

  it('counts a loss that changes its name as one', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    provider.connection.become('reconnecting');
    clock.pass(1500);
    provider.connection.become('connecting');
    clock.pass(500);
    expect(await told(element)).to.include('Connecting…');
  });

  it('tries again now when asked', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    provider.connection.become('reconnecting');
    clock.pass(2000);
    await element.updateComplete;
    expect(parseFloat(getComputedStyle(element).marginBottom), 'distance to what follows').to.be.above(0);
    part(element, 'retry')!.click();
    expect(provider.connection.reconnects).to.equal(1);
  });

  it('says at once what needs a person, and what to do', async () => {
    const { element, provider } = await place('live-connection-banner');
    provider.connection.become('error', { error: refused });
    expect(await told(element)).to.include('The key is refused. Copy it again.');
    expect(seen(part(element, 'retry')), 'the same key would be refused again').to.equal('');
    const message = 'No more.';
    provider.connection.become('error', { error: { ...refused, code: 'token-rejected', message } });
    expect(await told(element)).to.include(message);
    expect(seen(part(element, 'retry'))).to.equal('Try now');
  });

  it('carries no word of a next try where there is none', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    for (const status of ['reconnecting', 'disconnected', 'error', 'connected'] as const) {
      provider.connection.become(status, status === 'error' ? { error: refused } : {});
      clock.pass(2000);
      await element.updateComplete;
      expect(part(element, 'next')!.textContent.trim(), status).to.equal(
        status === 'reconnecting' ? 'Trying again…' : '',
      );
    }
  });

  it('interrupts the reader for what is final, and for nothing else', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    const spoken = (role: string): string => seen(part(element, 'message')!.querySelector(`[role=${role}]`));
    provider.connection.become('reconnecting');
    clock.pass(2000);
    await element.updateComplete;
    expect([spoken('status'), spoken('alert')]).to.deep.equal(['Connection lost.', '']);
    provider.connection.become('error', { error: refused });
    await element.updateComplete;
    expect(spoken('status')).to.equal('');
    expect(spoken('alert')).to.include('The key is refused.');
  });

  it('is there, and empty, before it says what failed before it came', async () => {
    const provider = document.createElement('test-provider');
    provider.connection.become('error', { error: refused });
    const clock = new ManualClock();
    const element = document.createElement('live-connection-banner');
    element.clock = clock;
    const around = put('<div></div>');
    provider.append(element);
    around.append(provider);
    await element.updateComplete;
    expect(part(element, 'message')!.textContent.trim()).to.equal('');
    clock.pass(150);
    expect(await told(element)).to.include('The key is refused.');
  });

  it('shows the page’s own words', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    element.innerHTML = '<span slot="disconnected">We are having lunch.</span>';
    provider.connection.become('disconnected');
    clock.pass(2000);
    await element.updateComplete;
    expect(element.innerText).to.include('We are having lunch.');
    expect(element.innerText).not.to.include('Live updates are off');
  });

  it('leaves no timer behind when it goes', async () => {
    const { element, provider, clock } = await place('live-connection-banner');
    provider.connection.become('reconnecting', { nextRetryAt: new Date(clock.now() + 60_000) });
    clock.pass(2000);
    expect(clock.timers).to.be.above(0);
    element.remove();
    await Promise.resolve();
    expect(clock.timers).to.equal(0);
  });
});
