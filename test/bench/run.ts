/**
 * `npm run bench`: what livetags costs, side by side with others, in ratios of the same run.
 *
 * `-- changes stages` runs those measurements alone; `--gates` runs what has limits, in a shorter form, and fails above
 * them; `--seed 7` and `--rounds 2` (times as many) do as they say. Figures go into `docs/performance.md`.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { contenders, measured, type ContenderName } from './contenders/index.ts';
import { exceeds, limitOf, type FigureName } from './host/figures.ts';
import { openLab, type Lab } from './host/lab.ts';
import { measureBursts } from './measures/bursts.ts';
import { measureChanges, measurePeers, measureShortChanges } from './measures/changes.ts';
import { measureFirstRender } from './measures/first-render.ts';
import { measureFirstRows } from './measures/first-rows.ts';
import { measureHeap } from './measures/heap.ts';
import { measureIdle } from './measures/idle.ts';
import { measureStages } from './measures/stages.ts';
import { measureSustained } from './measures/sustained.ts';
import { measureWidgets } from './measures/widgets.ts';
import { writeDocument } from './report/document.ts';
import { keepResults, readResults, type Results } from './report/results.ts';
import { contendersTable, figuresTable, stagesTable } from './report/tables.ts';

const peers = (Object.keys(contenders) as ContenderName[]).filter((name) => !measured.includes(name));

const measurements: Readonly<Record<string, (lab: Lab) => Promise<Partial<Results>>>> = {
  changes: measureChanges,
  stages: measureStages,
  bursts: async (lab) => ({ figures: await measureBursts(lab) }),
  'first-render': async (lab) => ({ figures: await measureFirstRender(lab) }),
  widgets: async (lab) => ({ figures: await measureWidgets(lab) }),
  heap: async (lab) => ({ figures: await measureHeap(lab) }),
  sustained: async (lab) => ({ figures: await measureSustained(lab) }),
  'first-rows': async (lab) => ({ figures: await measureFirstRows(lab) }),
  idle: async (lab) => ({ figures: await measureIdle(lab) }),
  peers: async (lab) => ({ peers: await measurePeers(lab, peers) }),
};

/** Those that are quick, and steady on a machine that others use too. */
const gated: typeof measurements = {
  'short-changes': measureShortChanges,
  bursts: async (lab) => ({ figures: await measureBursts(lab) }),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gates: { type: 'boolean', default: false },
    seed: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '1' },
    report: { type: 'boolean', default: false },
  },
});
const known = values.gates ? gated : measurements;
const unknown = positionals.filter((name) => !(name in known));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(known).join(' ')}`);
  process.exit(2);
}

if (values.report) await writeDocument(readResults());
else await measure();

async function measure(): Promise<void> {
  const names = positionals.length > 0 ? positionals : Object.keys(known);
  console.log(`seed ${values.seed}; load of the machine ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`);
  const lab = await openLab(Number(values.seed), Number(values.rounds) * (values.gates ? 0.5 : 1));
  const version = await lab.browser.version();
  let results: Results = { ...readResults(), figures: {} };
  try {
    for (const name of names) {
      console.log(`── ${name}`);
      const started = performance.now();
      const found = await known[name]!(lab);
      results = { ...results, ...found, figures: { ...results.figures, ...found.figures } };
      const load = loadavg()[0]!.toFixed(1);
      const machine = `${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]!.model}; load ${load} while "${name}" was measured last.`;
      if (!values.gates) await writeDocument(keepResults({ ...found, machine }));
      console.log(`── ${name}: ${((performance.now() - started) / 1_000).toFixed(0)} s, load ${load}`);
    }
  } finally {
    await lab.close();
  }
  console.log(`\n${figuresTable(results.figures)}\n`);
  if (names.includes('changes') || names.includes('peers')) console.log(`${contendersTable(results)}\n`);
  if (names.includes('stages')) console.log(`${stagesTable(results)}\n`);
  const failed = (Object.keys(results.figures) as FigureName[]).filter((name) => {
    const { gate, ceiling = gate } = limitOf(name);
    return ceiling !== undefined && exceeds(results.figures[name]!, ceiling);
  });
  for (const name of failed) console.error(`above its gate: ${limitOf(name).name}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
