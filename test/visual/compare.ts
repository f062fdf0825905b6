/** Holds a picture against its baseline. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { indexedPng } from './indexed-png.ts';

const baselines = fileURLToPath(new URL('./baseline/', import.meta.url));
const findings = fileURLToPath(new URL('../../node_modules/.cache/visual/', import.meta.url));

/**
 * Two runs on one machine differ by no pixel (72 sheets compared twice). What is allowed is a curve that another build of
 * the browser rounds differently: a word, a line or a badge that moves or goes is hundreds of pixels.
 */
const allowedPixels = 40;

/** Sixteen steps a colour, each the nearest, make a file a third as large, and hide nothing an eye would see. */
function coarse(picture: PNG): PNG {
  for (let index = 0; index < picture.data.length; index += 1) {
    picture.data[index] = Math.round(picture.data[index]! / 17) * 17;
  }
  return picture;
}

/** What differs from the sheet `baseline`, in words; null when nothing does. With `update` the sheet becomes that. */
export function compare(name: string, baseline: string, shot: Uint8Array, update: boolean): string | null {
  const actual = coarse(PNG.sync.read(Buffer.from(shot)));
  const file = `${baselines}${baseline}.png`;
  if (update) {
    mkdirSync(baselines, { recursive: true });
    writeFileSync(file, indexedPng(actual));
    return null;
  }
  if (!existsSync(file)) return 'has no baseline; look at the sheet, then run with --update';
  const expected = PNG.sync.read(readFileSync(file));
  const { width, height } = expected;
  mkdirSync(findings, { recursive: true });
  if (actual.width !== width || actual.height !== height) {
    writeFileSync(`${findings}${name}.actual.png`, indexedPng(actual));
    return `is ${actual.width} × ${actual.height} instead of ${width} × ${height}: ${findings}${name}.actual.png`;
  }
  const diff = new PNG({ width, height });
  const pixels = pixelmatch(expected.data, actual.data, diff.data, width, height, { threshold: 0.03, includeAA: true });
  if (pixels <= allowedPixels) return null;
  writeFileSync(`${findings}${name}.actual.png`, indexedPng(actual));
  writeFileSync(`${findings}${name}.diff.png`, indexedPng(diff));
  return `differs in ${pixels} pixels: ${findings}${name}.{actual,diff}.png`;
}
