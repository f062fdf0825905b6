/** The page as a reader's system asks for it: `emulate({ 'forced-colors': 'active' })`, `emulate({}, 'print')`, `emulate()`. */
import { executeServerCommand } from '@web/test-runner-commands';

export async function emulate(features: Readonly<Record<string, string>> = {}, media = ''): Promise<void> {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await executeServerCommand('emulate', { media, features: list });
}
