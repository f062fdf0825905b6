/** Which events changes are told by. */
import type { ChangeType } from '../../../src/domain/change.ts';

export const changeEvents: { readonly [Type in ChangeType]: `live-${Type}` } = {
  insert: 'live-insert',
  update: 'live-update',
  delete: 'live-delete',
};
