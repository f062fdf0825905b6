/** Fetches what shows who else is there, when an element first asks for it; tells where it does not come. */
import { loadFailed } from '../../../src/realtime/load-failed.ts';
import { report } from '../element/tell.ts';

export async function loadPresence(host: Element): Promise<typeof import('./presence.ts') | null> {
  try {
    return await import('./presence.ts');
  } catch (error) {
    report(host, loadFailed('Who else is here cannot be shown', error));
    return null;
  }
}
