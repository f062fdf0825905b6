/** One seed in a process of its own, which tells its parent how it went: a run that breaks harms no other. */
import puppeteer from 'puppeteer-core';
import { play } from './play.ts';
import { makeSchedule } from './schedule.ts';

const [seed, tabs, browserAddress, kitUrl] = process.argv.slice(2);
const browser = await puppeteer.connect({ browserWSEndpoint: browserAddress!, defaultViewport: null });
const schedule = makeSchedule(Number(seed), { tabs: Number(tabs) });
const result = await play(schedule, browser, kitUrl!, Number(tabs));
await browser.disconnect();
await new Promise((sent) => process.send!(result, sent));
process.disconnect();
