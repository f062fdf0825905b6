/** The kit as a page has it: two tags, every default on. */
import { registerAll } from '../../../components/register-all.ts';
import type { Contender } from '../page/contender.ts';
import { frame } from '../page/harness-task.ts';
import { projectUrl } from '../page/stub-server.ts';

registerAll();

export const livetags: Contender = async ({ place, limit, lists }) => {
  const provider = document.createElement('live-provider');
  provider.setAttribute('url', projectUrl);
  provider.setAttribute('api-key', 'sb_publishable_bench');
  for (let list = 0; list < lists; list += 1) {
    const feed = document.createElement('live-ticket-feed');
    feed.setAttribute('order', 'number.desc');
    feed.setAttribute('limit', String(limit));
    provider.append(feed);
  }
  const feed = provider.querySelector('live-ticket-feed')!;
  const synced = new Promise((resolve) => feed.addEventListener('live-synced', resolve, { once: true }));
  place.append(provider);
  await synced;
  const root = feed.shadowRoot!;
  return {
    root,
    // Rows off screen are drawn when there is time.
    settled: async () => {
      while (root.querySelector('[data-key]:empty')) await frame();
    },
  };
};
