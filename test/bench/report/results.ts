/** The figures of the last runs, kept beside the document that tells them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Figures } from '../host/figures.ts';
import type { Standing } from '../measures/changes.ts';
import type { Stages } from '../measures/stages.ts';

export interface Results {
  readonly machine: string;
  readonly figures: Figures;
  readonly standings: readonly Standing[];
  readonly peers: readonly Standing[];
  readonly stages: Stages | null;
}

const file = fileURLToPath(new URL('../../../docs/performance.json', import.meta.url));
const none: Results = { machine: '', figures: {}, standings: [], peers: [], stages: null };

export function readResults(): Results {
  return existsSync(file) ? { ...none, ...(JSON.parse(readFileSync(file, 'utf8')) as Results) } : none;
}

/** What was measured takes the place of what stood there; the rest stays. */
export function keepResults(now: Partial<Results>): Results {
  const before = readResults();
  const kept = { ...before, ...now, figures: { ...before.figures, ...now.figures } };
  writeFileSync(file, `${JSON.stringify(kept, round, 2)}\n`);
  return kept;
}

function round(_name: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
