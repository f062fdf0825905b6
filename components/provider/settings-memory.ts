/** Remembers what a session was made of, and tells what a change of the provider's attributes means for it. */
import type { ProviderAttributes } from './session-settings.ts';

export type SettingsChange = 'none' | 'token' | 'session';

export class SettingsMemory {
  #values: readonly unknown[] = [];
  #token: string | null | undefined;

  /** A token that is text can be exchanged in a session; everything else needs a new one. */
  compare(attributes: ProviderAttributes): SettingsChange {
    const { accessToken, client, url, apiKey, schema, tokenUrl, source } = attributes;
    const { share, auditInterval, pauseWhenHidden, pauseOffScreen, maxEvents, createSession } = attributes;
    const isFunction = typeof accessToken === 'function';
    const tokenSource = isFunction ? accessToken : null;
    const own = [
      client,
      url,
      apiKey,
      schema,
      tokenUrl,
      source,
      share,
      auditInterval,
      pauseWhenHidden,
      pauseOffScreen,
      maxEvents,
      createSession,
    ];
    const values = [...own, tokenSource];
    const token = isFunction ? undefined : accessToken || null;
    const sameValues = values.every((value, index) => Object.is(value, this.#values[index]));
    const sameToken = token === this.#token;
    this.#values = values;
    this.#token = token;
    if (!sameValues) return 'session';
    return sameToken ? 'none' : 'token';
  }
}
