/**
 * The oracle: after the last fault every list must equal its SELECT in time, and stay so; and no frame of the whole run
 * showed a row of a reader who had gone.
 */
import { performance } from 'node:perf_hooks';
import { wait } from './agenda.ts';
import { lists } from './lists.ts';
import { hashOf } from './picture.ts';
import { JUDGE_EVERY, RIGHT_FOR, rightWithin, WATCHED_FOR } from './timing.ts';
import type { WatchedPage } from './watched-page.ts';

export interface Judgement {
  readonly passed: boolean;
  /** Milliseconds from the last fault until all lists were right for good; null: never, while they were watched. */
  readonly rightAfter: number | null;
  /** The same, list by list. */
  readonly rightAfterByList: Readonly<Record<string, number | null>>;
  /** What was wrong when time was up, or at the end, and what was seen by the wrong reader. */
  readonly wrong: readonly string[];
}

export async function judge(
  page: WatchedPage,
  truths: readonly (readonly string[])[],
  silent: boolean,
): Promise<Judgement> {
  const limits = truths.map(({ length }) => rightWithin(length, silent));
  const longest = Math.max(...limits);
  const calm = performance.now();
  const hashes = truths.map(hashOf);
  const since: (number | null)[] = lists.map(() => null);
  let wrong: string[] = [];
  let statuses: string[] = [];
  for (;;) {
    const asked = performance.now();
    const looks = await page.look();
    if (looks === null) throw new Error('The page is not there to be judged.');
    looks.forEach(({ hash }, place) => {
      since[place] = hash === hashes[place] ? (since[place] ?? asked - calm) : null;
    });
    statuses = looks.map(({ status }) => status);
    const now = performance.now() - calm;
    if (since.every((at) => at !== null && now - at > RIGHT_FOR)) break;
    const late = since.some((at, place) => at === null && now > limits[place]!);
    if (late && wrong.length === 0) wrong = await differences(page, truths);
    if (now > longest + WATCHED_FOR) break;
    await wait(JUDGE_EVERY);
  }
  const rightAfter = since.includes(null) ? null : Math.round(Math.max(...since.map((at) => at!)));
  const notLive = statuses.flatMap((status, place) =>
    status === 'live' ? [] : [`${lists[place]!.name} is ${status}`],
  );
  return {
    passed:
      since.every((at, place) => at !== null && at <= limits[place]!) &&
      wrong.length === 0 &&
      page.strangers.length === 0,
    rightAfter,
    rightAfterByList: Object.fromEntries(lists.map(({ name }, place) => [name, since[place]!])),
    wrong: [...wrong, ...(rightAfter === null ? notLive : []), ...page.strangers],
  };
}

/** The first row that differs, of every list that does. */
async function differences(page: WatchedPage, truths: readonly (readonly string[])[]): Promise<string[]> {
  const told: string[] = [];
  for (const [place, truth] of truths.entries()) {
    const shown = await page.lines(place);
    const first = Array.from({ length: Math.max(shown.length, truth.length) }).findIndex(
      (_, nth) => shown[nth] !== truth[nth],
    );
    if (first === -1) continue;
    told.push(
      `${lists[place]!.name}: ${shown.length} rows instead of ${truth.length}; row ${first} is ${only(shown[first], truth[first])} instead of ${only(truth[first], shown[first])}`,
    );
  }
  return told;
}

/** Only what the other row has not: a row of twelve columns differs in one. */
function only(line: string | undefined, other: string | undefined): string {
  if (line === undefined) return 'nothing';
  if (other === undefined) return shorten(line);
  const [columns, drawn] = JSON.parse(line) as [unknown[][], string[]];
  const [otherColumns, otherDrawn] = JSON.parse(other) as [unknown[][], string[]];
  const held = new Set(otherColumns.map((column) => JSON.stringify(column)));
  const id = columns.find(([name]) => name === 'id');
  const differing = columns.filter((column) => column === id || !held.has(JSON.stringify(column)));
  return shorten(
    JSON.stringify(JSON.stringify(drawn) === JSON.stringify(otherDrawn) ? differing : [...differing, { drawn }]),
  );
}

function shorten(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
