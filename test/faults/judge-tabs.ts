/** The oracle for several pages: each must be right, and in the end one of them has the connection for all. */
import { performance } from 'node:perf_hooks';
import { wait } from './agenda.ts';
import { judge, type Judgement } from './judge.ts';
import { JUDGE_EVERY, RIGHT_WITHIN } from './timing.ts';
import type { WatchedPage } from './watched-page.ts';

export async function judgeTabs(
  pages: readonly WatchedPage[],
  truths: readonly (readonly string[])[],
  silent: boolean,
): Promise<Judgement> {
  const judgements = await Promise.all(pages.map((page) => judge(page, truths, silent)));
  const [first] = judgements;
  if (first === undefined) throw new Error('There is no page to be judged.');
  if (judgements.length === 1) return first;
  const roles = await wrongRoles(pages);
  const latest = (times: readonly (number | null)[]): number | null =>
    times.reduce((late, time) => (late === null || time === null ? null : Math.max(late, time)));
  return {
    passed: judgements.every(({ passed }) => passed) && roles.length === 0,
    rightAfter: latest(judgements.map(({ rightAfter }) => rightAfter)),
    rightAfterByList: Object.fromEntries(
      Object.keys(first.rightAfterByList).map((name) => [
        name,
        latest(judgements.map(({ rightAfterByList }) => rightAfterByList[name] ?? null)),
      ]),
    ),
    wrong: [...judgements.flatMap(({ wrong }, nth) => wrong.map((words) => `tab ${nth + 1}: ${words}`)), ...roles],
  };
}

/** Empty as soon as, for each provider, one tab leads and all others follow. */
async function wrongRoles(pages: readonly WatchedPage[]): Promise<string[]> {
  for (const end = performance.now() + RIGHT_WITHIN; ; await wait(JUDGE_EVERY)) {
    const stats = await Promise.all(pages.map((page) => page.stats()));
    const wrong = Object.keys(stats[0] ?? {}).flatMap((provider) => {
      const roles = stats.map((page) => page[provider]?.['role']).sort();
      const expected = [...pages.slice(1).map(() => 'follower'), 'leader'];
      return roles.join() === expected.join() ? [] : [`the tabs' roles for ${provider} are ${roles.join(', ')}`];
    });
    if (wrong.length === 0 || performance.now() > end) return wrong;
  }
}
