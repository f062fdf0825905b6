/** The page as a reader's system asks for it: `emulate({ 'forced-colors': 'active' })`, `emulate({}, 'print')`, `emulate()`. */
import { executeServerCommand } from '@web/test-runner-commands';
import { isMet } from './only-where.ts';

/** Of tests `onlyWhere('emulate')`; to take it back is no harm anywhere. */
export async function emulate(features: Readonly<Record<string, string>> = {}, media = ''): Promise<void> {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  if (list.length === 0 && media === '' && !isMet('emulate')) return;
  await executeServerCommand('emulate', { media, features: list });
}
