/**
 * `npm run sim:scale`: thousands of virtual pages, at rest and under restarts, for both sources, and the tables of it
 * in `docs/scaling.md`. `-- --sockets 500` runs real sockets against the embedded backend instead; `-- --clients 2000`
 * draws one size alone and writes nothing.
 */
import { parseArgs } from 'node:util';
import { calm } from './calm.ts';
import { planFor, type Plan } from './plans.ts';
import { calmTable, socketTable, stormTable, writeDocument, type CalmRun, type StormRun } from './report.ts';
import { sockets } from './sockets.ts';
import { storm, type Storm } from './storm.ts';

const { values } = parseArgs({
  options: { clients: { type: 'string' }, sockets: { type: 'string' }, seed: { type: 'string', default: '1' } },
});

if (values.sockets !== undefined) {
  const figures = await sockets(Number(values.sockets));
  const table = socketTable(figures);
  console.log(table);
  if (figures.heard < figures.sockets) throw new Error('Not every page heard the write by the stream.');
  await writeDocument({ sockets: table });
} else {
  const sizes = values.clients === undefined ? [500, 2_000, 10_000] : [Number(values.clients)];
  const runs: StormRun[] = [];
  for (const plan of storms(sizes)) {
    const figures = await storm({ ...plan, seed: Number(values.seed) });
    if (figures.wrong > 0)
      throw new Error(`${figures.wrong} pages say live and show old rows: ${JSON.stringify(plan)}`);
    runs.push({ storm: plan, figures });
    console.log(JSON.stringify({ ...plan, plan: plan.plan.name, ...figures }));
  }
  console.log(stormTable(runs));
  const calmRuns: CalmRun[] = [];
  for (const clients of sizes) {
    for (const auditInterval of [60_000, 600_000]) {
      const plan = { clients, auditInterval, changeEvery: 10_000, seed: Number(values.seed) };
      calmRuns.push({ calm: plan, figures: await calm(plan) });
    }
  }
  console.log(calmTable(calmRuns));
  if (values.clients === undefined) await writeDocument({ storms: stormTable(runs), calm: calmTable(calmRuns) });
}

/** Every size under the smallest plan that lets it in, and the largest under the joins of a server of one's own. */
function* storms(sizes: readonly number[]): Generator<Storm> {
  for (const away of ['project', 'realtime'] as const) {
    for (const source of ['changes', 'broadcast'] as const) {
      for (const clients of sizes) yield { source, clients, away, plan: planFor(clients) };
    }
  }
  const clients = sizes.at(-1)!;
  // The default of a self-hosted server, with room for all of them.
  const ownServer: Plan = { ...planFor(clients), name: 'a server of one’s own', joinsPerSecond: 100 };
  yield { source: 'broadcast', clients, away: 'project', plan: ownServer };
}
