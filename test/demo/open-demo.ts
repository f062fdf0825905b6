/** The demo, started as its user starts it, and a browser before it. */
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../browser.ts';
import { DemoProcess } from './demo-process.ts';

export interface OpenDemo {
  readonly demo: DemoProcess;
  readonly browser: Browser;
  /** Of its pages. */
  readonly address: string;
  end(): Promise<void>;
}

export async function openDemo(): Promise<OpenDemo> {
  const demo = new DemoProcess('--port', '0', '--backend-port', '0');
  const executablePath = findChromium() ?? undefined;
  const [address, browser] = await Promise.all([
    demo.ready(),
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] }),
  ]);
  const end = async (): Promise<void> => {
    await browser.close();
    await demo.end('SIGKILL');
  };
  return { demo, browser, address, end };
}
