/** The engines component tests run in: Chromium, or those that the environment variable ENGINES lists. */
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../browser.ts';
import { findFirefox, findWebKit } from '../engines.ts';
import type { EngineName } from '../embedding/engines/engine.ts';
import { WebKitLauncher } from './webkit-launcher.ts';

const launchers: Readonly<Record<EngineName, () => BrowserLauncher>> = {
  chromium: () =>
    chromeLauncher({
      launchOptions: {
        // Undefined lets the launcher look for itself.
        executablePath: findChromium() ?? undefined,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US'],
      },
      // A page in the background never gets focus or keys.
      createPage: async ({ context }) => {
        const page = await context.newPage();
        await page.emulateFocusedPage(true);
        return page;
      },
    }),
  // By WebDriver BiDi, as puppeteer speaks it.
  firefox: () =>
    chromeLauncher({
      puppeteer: puppeteer as never,
      launchOptions: { browser: 'firefox', executablePath: found('firefox', findFirefox()) },
    }),
  webkit: () => new WebKitLauncher(found('webkit', findWebKit())),
};

export function componentEngines(names = process.env['ENGINES'] ?? 'chromium'): BrowserLauncher[] {
  return names.split(',').map((name) => {
    const launcher = launchers[name as EngineName];
    if (!launcher) throw new Error(`There is no engine ${name}. There are: ${Object.keys(launchers).join(', ')}.`);
    return launcher();
  });
}

function found<Files>(name: EngineName, files: Files | null): Files {
  if (files === null) throw new Error(`There is no ${name} on this machine: npm run test:engines installs it.`);
  return files;
}
