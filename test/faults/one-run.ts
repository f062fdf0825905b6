/** One seed in a process of its own, which tells its parent how it went: a run that breaks harms no other. */
import puppeteer from 'puppeteer-core';
import { play } from './play.ts';
import { makeSchedule } from './schedule.ts';

const [seed, browserAddress, kitUrl] = process.argv.slice(2);
const browser = await puppeteer.connect({ browserWSEndpoint: browserAddress!, defaultViewport: null });
const result = await play(makeSchedule(Number(seed)), browser, kitUrl!);
await browser.disconnect();
await new Promise((sent) => process.send!(result, sent));
process.disconnect();
