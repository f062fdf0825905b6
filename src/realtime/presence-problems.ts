/** What is said where `presence` is asked for and cannot be. */
import type { Problem } from '../domain/status.ts';
import type { SessionOptions } from '../session-options.ts';

/** Presence needs a connection of the page's own; null where there is one. */
export function presenceExcluded({ share, source, client }: SessionOptions): Problem | null {
  const asked = source === 'poll' ? 'source="poll"' : share === 'tabs' && client === undefined ? 'share="tabs"' : null;
  return (
    asked && {
      code: 'bad-attribute',
      message: `presence shows nobody where the provider has ${asked}: the page has no connection of its own.`,
      remedy: `Take ${asked} from the provider, or presence from the elements.`,
      permanent: false,
    }
  );
}
