/** Finds Firefox and WebKit beside Chromium, or installs them: a list that comes up in one engine says little of others. */
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureChromium, findChromium, installPackages } from './browser.ts';
import type { EngineName } from './embedding/engines/engine.ts';

export interface WebKitFiles {
  readonly miniBrowser: string;
}

/** The path of a Firefox, from the environment variable FIREFOX or the PATH. */
export function findFirefox(): string | null {
  const named = process.env['FIREFOX'];
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`FIREFOX names ${named}, and there is no such file.`);
    return named;
  }
  return onPath('firefox-esr') ?? onPath('firefox') ?? null;
}

/** WebKitGTK with its driver, and a screen for it. */
export function findWebKit(): WebKitFiles | null {
  const miniBrowser = globSync('/usr/lib/*/webkit{,2}gtk-*/MiniBrowser').sort().at(-1);
  const complete = miniBrowser && onPath('WebKitWebDriver') && onPath('xvfb-run') && onPath('xauth');
  return complete ? { miniBrowser } : null;
}

const find: Record<EngineName, () => unknown> = { chromium: findChromium, firefox: findFirefox, webkit: findWebKit };
const packages: Record<EngineName, readonly string[]> = {
  chromium: [],
  firefox: ['firefox-esr', 'fonts-dejavu-core'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-dejavu-core'],
};

/** Elsewhere than on Linux, with its packages, there is no Firefox and no WebKit but one that somebody put there. */
export function canBeHad(name: EngineName): boolean {
  return process.platform === 'linux' || find[name]() !== null;
}

/** Installs what is missing of the engines, and says so; throws where one cannot be had. */
export function ensureEngines(names: readonly EngineName[]): void {
  if (names.includes('chromium')) ensureChromium();
  const missing = names.filter((name) => find[name]() === null);
  if (missing.length === 0) return;
  installPackages(missing.flatMap((name) => packages[name]));
  const still = missing.filter((name) => find[name]() === null);
  if (still.length > 0) {
    const wanted = still.flatMap((name) => packages[name]).join(' ');
    throw new Error(`No ${still.join(' and no ')} could be installed. Install these packages of Debian: ${wanted}`);
  }
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
