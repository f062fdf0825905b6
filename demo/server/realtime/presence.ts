/**
 * Who is present on a topic: a state sent to those who join, and a diff to everybody for each arrival, change and
 * departure (transcript h-broadcast-presence).
 */
import { randomBytes } from 'node:crypto';

export type PresenceMeta = Record<string, unknown> & { phx_ref: string; phx_ref_prev?: string };

export interface PresenceDiff {
  joins: Record<string, { metas: PresenceMeta[] }>;
  leaves: Record<string, { metas: PresenceMeta[] }>;
}

export class Presence<Owner> {
  private readonly metas = new Map<Owner, { key: string; meta: PresenceMeta }>();

  get state(): Record<string, { metas: PresenceMeta[] }> {
    const state = new Map<string, { metas: PresenceMeta[] }>();
    for (const { key, meta } of this.metas.values()) {
      const present = state.get(key) ?? { metas: [] };
      present.metas.push(meta);
      state.set(key, present);
    }
    return Object.fromEntries(state);
  }

  get isEmpty(): boolean {
    return this.metas.size === 0;
  }

  track(owner: Owner, key: string, payload: Record<string, unknown>): PresenceDiff {
    const before = this.metas.get(owner);
    const meta: PresenceMeta = {
      phx_ref: randomBytes(12).toString('base64url'),
      ...(before && { phx_ref_prev: before.meta.phx_ref }),
      ...payload,
    };
    this.metas.set(owner, { key, meta });
    return { joins: { [key]: { metas: [meta] } }, leaves: before ? { [before.key]: { metas: [before.meta] } } : {} };
  }

  /** Null when the owner was not there. */
  untrack(owner: Owner): PresenceDiff | null {
    const before = this.metas.get(owner);
    if (!before) return null;
    this.metas.delete(owner);
    return { joins: {}, leaves: { [before.key]: { metas: [before.meta] } } };
  }
}
