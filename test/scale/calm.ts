/**
 * Thousands of pages that are live, and a table that changes now and then: what they are sent, and what they read.
 * Virtual time, from a seed.
 */
import { LiveSession } from '../../src/live-session.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Demands } from './demands.ts';
import { ModelNode } from './model-node.ts';
import { planFor } from './plans.ts';

export interface Calm {
  readonly clients: number;
  /** Milliseconds. */
  readonly auditInterval: number;
  readonly changeEvery: number;
  readonly seed?: number;
}

export interface CalmFigures {
  /** On average, and at most in any one second. */
  readonly messagesPerSecond: number;
  readonly readsPerSecond: number;
  readonly mostReads: number;
}

const WATCHED = 120_000;

export async function calm({ clients, auditInterval, changeEvery, seed = 1 }: Calm): Promise<CalmFigures> {
  const clock = new VirtualClock(seed);
  const plan = planFor(clients);
  const node = new ModelNode(clock, plan);
  const pages = Array.from({ length: clients }, () => {
    const { transport } = node.client();
    const { reader } = node;
    const options = { url: 'https://model.test', apiKey: 'key', clock, transport, reader, auditInterval };
    const session = new LiveSession({ ...options, source: 'broadcast' });
    return { session, list: session.query({ table: 'tickets', order: 'created_at.desc', limit: 20 }) };
  });
  // Readers come one after the other, over as long as audits need to become as rare as they get.
  for (const { session } of pages) clock.setTimer(() => session.connect(), clock.random() * auditInterval);
  await clock.advance(3 * auditInterval);
  const demand = new Demands(clock);
  node.onDemand = (what) => demand.count(what);
  for (let passed = 0; passed < WATCHED; passed += changeEvery) {
    node.change(passed);
    await clock.advance(changeEvery);
  }
  const behind = pages.filter(({ list }) => list.rows[0]?.['subject'] !== node.rows[0]?.['subject']).length;
  if (behind > 0) throw new Error(`${behind} pages do not show the last change.`);
  for (const { session } of pages) session.close();
  return {
    messagesPerSecond: demand.all('message') / (WATCHED / 1_000),
    readsPerSecond: demand.all('read') / (WATCHED / 1_000),
    mostReads: demand.most('read'),
  };
}
