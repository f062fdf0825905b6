/** Which events patches stand for. */
import type { ChangeType, LiveChange } from '../../../src/domain/change.ts';
import type { Patch } from '../../../src/sync/patch.ts';

export const changeEvents: { readonly [Type in ChangeType]: `live-${Type}` } = {
  insert: 'live-insert',
  update: 'live-update',
  delete: 'live-delete',
};

/** The changes behind patches, each once: one that changes a row and moves it comes as two patches. */
export function changesOf<Row>(patches: readonly Patch<Row>[]): readonly LiveChange<Row>[] {
  const changes: LiveChange<Row>[] = [];
  for (const patch of patches) {
    if (patch.type !== 'reset' && patch.change && patch.change !== changes.at(-1)) changes.push(patch.change);
  }
  return changes;
}
