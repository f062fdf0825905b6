/** `pause-off-screen`: a list that is scrolled out of sight leaves the stream, and is live again before it is seen. */
import { expect } from '@open-wc/testing';
import type { LiveTicketFeed } from '../../components/ticket-feed/ticket-feed.element.ts';
import type { LiveProvider } from '../../components/provider/provider.element.ts';
import '../../components/provider/provider.ts';
import '../../components/ticket-feed/ticket-feed.ts';
import { MemoryProject } from '../../src/testing/index.ts';
import { clearPage, frame, keys, put, until } from '../support/page.ts';

interface Place {
  readonly project: MemoryProject;
  readonly provider: LiveProvider;
  readonly feed: LiveTicketFeed;
}

/** A feed at the top of a page of many screens. */
async function place(attributes: string): Promise<Place> {
  const project = new MemoryProject({ tickets: [{ id: '1', subject: 'First', created_at: '2026-01-01T00:00:00Z' }] });
  const provider = put<LiveProvider>(
    `<live-provider ${attributes}><live-ticket-feed></live-ticket-feed><div class="screens"></div></live-provider>`,
  );
  const screens = provider.querySelector<HTMLElement>('.screens')!;
  screens.style.blockSize = '20000px';
  project.serve(provider);
  const feed = provider.querySelector('live-ticket-feed')!;
  await until(() => feed.status === 'live');
  return { project, provider, feed };
}

const isInView = (element: Element): boolean => {
  const { bottom, top } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

function arrive(project: MemoryProject): void {
  project.insert('tickets', { id: '2', subject: 'Second', created_at: '2026-01-02T00:00:00Z' });
}

describe('a list out of sight', () => {
  afterEach(() => {
    clearPage();
    scrollTo(0, 0);
  });

  it('rests after the pause, and is live again, with what came meanwhile, just before it is seen', async () => {
    const { project, provider, feed } = await place('pause-off-screen="50ms"');
    scrollTo(0, 15_000);
    await until(() => feed.status === 'stale');
    await until(() => provider.stats.channels === 0);
    arrive(project);
    await frame();
    expect(keys(feed)).to.have.length(1);
    scrollTo(0, feed.offsetHeight + feed.offsetTop + innerHeight / 4);
    await until(() => feed.status === 'live');
    expect(isInView(feed)).to.equal(false);
    expect(keys(feed)).to.have.length(2);
    expect(provider.stats.channels).to.equal(1);
  });

  it('stays live while it is near', async () => {
    const { project, provider, feed } = await place('pause-off-screen="300ms"');
    const other = document.createElement('live-ticket-feed');
    other.order = 'subject.asc';
    provider.append(other);
    await until(() => other.status === 'live');
    await until(() => other.status === 'stale'); // Far below: its pause is over, so the first one's would be, too.
    expect(feed.status).to.equal('live');
    arrive(project);
    expect(feed.rows).to.have.length(2);
    expect(other.rows).to.have.length(1);
  });

  it('stays live wherever it is without the attribute', async () => {
    const { project, provider, feed } = await place('');
    scrollTo(0, 15_000);
    await frame();
    await frame();
    arrive(project);
    expect([feed.status, feed.rows.length, provider.stats.channels]).to.deep.equal(['live', 2, 1]);
  });

  it('rests on while it asks something else', async () => {
    const { feed } = await place('pause-off-screen="50ms"');
    scrollTo(0, 15_000);
    await until(() => feed.status === 'stale');
    feed.order = 'subject.desc';
    await feed.updateComplete;
    await frame();
    expect(feed.status).to.equal('loading');
    scrollTo(0, 0);
    await until(() => feed.status === 'live');
  });

  it('wakes when the attribute goes', async () => {
    const { provider, feed } = await place('pause-off-screen="50ms"');
    scrollTo(0, 15_000);
    await until(() => feed.status === 'stale');
    provider.removeAttribute('pause-off-screen');
    await until(() => feed.status === 'live');
  });
});
