/** axe finds nothing in any element, in any state, on a light and on a dark page. */
import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import type { Problem } from '../../src/domain/status.ts';
import { clearPage, put, until } from '../support/page.ts';
import { sampleRows } from '../support/sample-rows.ts';
import { type TestProvider } from '../support/test-provider.ts';
import { rowTags } from './tags.ts';

type AnyElement = HTMLElement & { updateComplete: Promise<boolean> };

const refused: Problem = { code: 'no-permission', message: 'Refused.', remedy: 'Add a policy.', permanent: true };
const grounds = { light: '#ffffff', dark: '#121212' } as const;

async function page(
  scheme: keyof typeof grounds,
  markup: string,
): Promise<{ provider: TestProvider; element: AnyElement }> {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = grounds[scheme];
  document.body.style.color = 'CanvasText';
  const provider = put<TestProvider>(`<test-provider>${markup}</test-provider>`);
  const element = provider.firstElementChild as AnyElement;
  await element.updateComplete;
  return { provider, element };
}

describe('accessibility', () => {
  afterEach(clearPage);

  for (const scheme of ['light', 'dark'] as const) {
    for (const { name, table, needs } of rowTags) {
      it(`${name} with rows, ${scheme}`, async () => {
        const { provider, element } = await page(scheme, `<${name} ${needs}></${name}>`);
        await until(() => provider.connection.queries.length === 1);
        const rows = provider.connection.queries[0]!;
        rows.hasMore = true;
        rows.show(sampleRows(table!, 3));
        await element.updateComplete;
        await expect(element).to.be.accessible();
      });
    }

    it(`a list that loads, is empty, or has failed, ${scheme}`, async () => {
      const { provider, element } = await page(scheme, '<live-ticket-feed></live-ticket-feed>');
      await until(() => provider.connection.queries.length === 1);
      await expect(element).to.be.accessible();
      provider.connection.queries[0]!.show([]);
      await element.updateComplete;
      await expect(element).to.be.accessible();
      provider.connection.queries[0]!.become('error', refused);
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });

    for (const status of ['connecting', 'connected', 'reconnecting', 'disconnected', 'error'] as const) {
      it(`dot and banner, ${status}, ${scheme}`, async () => {
        const { provider, element } = await page(
          scheme,
          '<live-status-dot show-label></live-status-dot><live-connection-banner></live-connection-banner>',
        );
        provider.connection.become(status, { error: status === 'error' ? refused : null });
        const banner = provider.querySelector('live-connection-banner')!;
        await until(() => status === 'connected' || banner.matches(':state(visible)'));
        await element.updateComplete;
        await expect(provider).to.be.accessible();
      });
    }
  }
});
