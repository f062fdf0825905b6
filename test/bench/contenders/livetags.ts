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
    // Rows off screen are drawn when there is time, and of a burst so many in a frame.
    settled: async () => {
      while (root.querySelector('[data-key]:empty')) await frame();
      await untouched(root);
    },
    drawn: () => {
      let told = 0;
      for (const type of changeEvents) feed.addEventListener(type, () => void (told += 1));
      return async (changes) => {
        while (told < changes) await frame();
      };
    },
  };
};

const changeEvents = ['live-insert', 'live-update', 'live-delete'] as const;

/** Two frames in which nothing is drawn. */
async function untouched(root: Node): Promise<void> {
  let touched = true;
  const observer = new MutationObserver(() => (touched = true));
  observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  while (touched) {
    touched = false;
    await frame();
    await frame();
  }
  observer.disconnect();
}
