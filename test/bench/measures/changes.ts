/** What a single change costs, with every contender's page open and visited in turn. */
import { measured, windowed, type ContenderName } from '../contenders/index.ts';
import { totalOf, type Cost } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { batch, Player } from '../host/player.ts';
import { ratios, spreadOf, type Spread } from '../host/statistics.ts';
import type { Spread as Where } from '../page/model.ts';

/** Microseconds of one contender, and its share of vanilla's. */
export interface Standing {
  readonly contender: ContenderName;
  readonly rows: number;
  readonly where: Where;
  readonly script: Spread;
  readonly total: Spread;
  readonly scriptRatio: Spread | null;
  readonly totalRatio: Spread | null;
}

type Place = `${ContenderName} ${number} ${Where}`;
type Costs = ReadonlyMap<Place, readonly Cost[]>;

interface Sitting {
  readonly who: readonly { readonly name: ContenderName; readonly rows: number }[];
  readonly wheres: readonly Where[];
  readonly rounds: number;
  readonly changes: number;
  readonly warmUp: number;
}

export const sizes = [100, 1_000, 10_000] as const;

/** The kit, and what it is held to. */
export async function measureChanges(lab: Lab): Promise<{ figures: Figures; standings: readonly Standing[] }> {
  const costs = await sit(lab, {
    who: sizes.flatMap((rows) => measured.map((name) => ({ name, rows }))),
    wheres: ['uniform', 'hot'],
    rounds: rounds(lab, 12),
    changes: 4 * batch,
    warmUp: 12 * batch,
  });
  const script = (name: ContenderName, rows: number): number[] =>
    costs.get(`${name} ${rows} uniform`)!.map((cost) => cost.script);
  const total = (name: ContenderName, rows: number, where: Where): number[] =>
    costs.get(`${name} ${rows} ${where}`)!.map(totalOf);
  const against = (rows: number): Spread => ratios(script('livetags', rows), script('vanilla', rows));
  return {
    figures: {
      noise: ratios(script('vanilla-again', 1_000), script('vanilla', 1_000)),
      'script-100': against(100),
      'script-1000': against(1_000),
      'script-10000': against(10_000),
      'total-plain': ratios(total('livetags', 10_000, 'uniform'), total('vanilla', 10_000, 'uniform')),
      'total-chunks': ratios(total('livetags', 10_000, 'uniform'), total('vanilla-chunks', 10_000, 'uniform')),
      'total-chunks-hot': ratios(total('livetags', 10_000, 'hot'), total('vanilla-chunks', 10_000, 'hot')),
      'flat-uniform': ratios(total('livetags', 10_000, 'uniform'), total('livetags', 100, 'uniform')),
      'flat-hot': ratios(total('livetags', 10_000, 'hot'), total('livetags', 100, 'hot')),
    },
    standings: standingsOf(costs),
  };
}

/** The kit at the length where it has least to gain by, against what it is held to: quick enough for every test. */
export async function measureShortChanges(lab: Lab): Promise<{ figures: Figures }> {
  const names = ['vanilla', 'vanilla-again', 'livetags'] as const;
  const costs = await sit(lab, {
    who: names.map((name) => ({ name, rows: 100 })),
    wheres: ['uniform'],
    rounds: 12,
    changes: 4 * batch,
    warmUp: 12 * batch,
  });
  const script = (name: ContenderName): number[] => costs.get(`${name} 100 uniform`)!.map((cost) => cost.script);
  return {
    figures: {
      'noise-short': ratios(script('vanilla-again'), script('vanilla')),
      'script-100': ratios(script('livetags'), script('vanilla')),
    },
  };
}

/** The others, at one size after the other: their pages are heavy. */
export async function measurePeers(lab: Lab, names: readonly ContenderName[]): Promise<readonly Standing[]> {
  const standings: Standing[] = [];
  for (const rows of [...sizes, 100_000]) {
    const able = rows === 100_000 ? names.filter((name) => windowed.includes(name)) : ['vanilla' as const, ...names];
    const costs = await sit(lab, {
      who: able.map((name) => ({ name, rows })),
      wheres: ['uniform'],
      rounds: rounds(lab, 5),
      changes: batch,
      warmUp: 2 * batch,
    });
    standings.push(...standingsOf(costs).filter(({ contender }) => contender !== 'vanilla'));
  }
  return standings;
}

async function sit(lab: Lab, sitting: Sitting): Promise<Costs> {
  const players: Player[] = [];
  for (const { name, rows } of sitting.who) {
    const player = await Player.open(lab, name, rows);
    await player.show();
    await player.play(sitting.warmUp, 'uniform');
    await player.check();
    players.push(player);
  }
  const costs = new Map<Place, Cost[]>();
  for (let round = 0; round < sitting.rounds; round += 1) {
    for (const player of lab.shuffle(players)) {
      for (const where of sitting.wheres) {
        const place: Place = `${player.name} ${player.rows} ${where}`;
        const cost = await player.play(sitting.changes, where);
        costs.set(place, [...(costs.get(place) ?? []), cost]);
        await player.check();
      }
    }
    console.log(`  round ${round + 1} of ${sitting.rounds}`);
  }
  for (const player of players) await player.close();
  return costs;
}

function standingsOf(costs: Costs): Standing[] {
  return [...costs].map(([place, spent]) => {
    const [contender, rows, where] = place.split(' ') as [ContenderName, string, Where];
    const reference = costs.get(`vanilla ${Number(rows)} ${where}`);
    const scripts = spent.map(({ script }) => script);
    const totals = spent.map(totalOf);
    return {
      contender,
      rows: Number(rows),
      where,
      script: spreadOf(scripts),
      total: spreadOf(totals),
      scriptRatio: reference
        ? ratios(
            scripts,
            reference.map(({ script }) => script),
          )
        : null,
      totalRatio: reference ? ratios(totals, reference.map(totalOf)) : null,
    };
  });
}
