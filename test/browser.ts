/** Finds a Chromium, or installs one: the tests need a real browser, and nobody should have to know which. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium, from the environment variable CHROMIUM, the PATH, the usual places, or playwright's own. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...usualPlaces, ...onPath, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Finds or installs, and says what it did. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) {
    console.log(`browser: ${found}`);
    return found;
  }
  if (canInstallPackages()) installPackages(['chromium', 'fonts-dejavu-core']);
  else {
    console.log("browser: none found; installing playwright's Chromium");
    execFileSync('npx', ['playwright-core', 'install', 'chromium'], { stdio: 'inherit' });
  }
  const installed = findChromium();
  if (installed === null)
    throw new Error('No Chromium could be installed: install one, or name one in the environment variable CHROMIUM.');
  console.log(`browser: installed ${installed}`);
  return installed;
}

function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Installs packages of Debian, and says so. */
export function installPackages(names: readonly string[]): void {
  const wanted = [...new Set(names)];
  if (!canInstallPackages()) throw new Error(`These packages cannot be installed here: ${wanted.join(' ')}`);
  console.log(`browser: installing Debian's ${wanted.join(' ')}`);
  const apt = (...words: string[]): Buffer =>
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=500', ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...wanted);
}
