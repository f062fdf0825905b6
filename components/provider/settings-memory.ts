/** Remembers what a session was made of, and tells what a change of the provider's attributes means for it. */
import type { ProviderAttributes } from './session-settings.ts';

/** `manner`: another session, which shows the same reader the same project in another way. */
export type SettingsChange = 'none' | 'token' | 'manner' | 'session';

export class SettingsMemory {
  #whose: readonly unknown[] = [];
  #manner: readonly unknown[] = [];
  #token: string | null | undefined;

  /** A token that is text can be exchanged in a session; everything else needs a new one. */
  compare(attributes: ProviderAttributes): SettingsChange {
    const { accessToken, client, url, apiKey, schema, tokenUrl, createSession } = attributes;
    const { source, share, auditInterval, pauseWhenHidden, pauseOffScreen, maxEvents } = attributes;
    const isFunction = typeof accessToken === 'function';
    const whose = [client, url, apiKey, schema, tokenUrl, createSession, isFunction ? accessToken : null];
    const manner = [source, share, auditInterval, pauseWhenHidden, pauseOffScreen, maxEvents];
    const token = isFunction ? undefined : accessToken || null;
    const sameProject = same(whose, this.#whose);
    const sameManner = same(manner, this.#manner);
    const sameToken = token === this.#token;
    this.#whose = whose;
    this.#manner = manner;
    this.#token = token;
    if (!sameProject || (!sameToken && !sameManner)) return 'session';
    if (!sameManner) return 'manner';
    return sameToken ? 'none' : 'token';
  }
}

function same(values: readonly unknown[], before: readonly unknown[]): boolean {
  return values.every((value, index) => Object.is(value, before[index]));
}
