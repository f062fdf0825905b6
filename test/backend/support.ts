/** What the tests of the embedded backend share: starting one, and asking it as somebody. */
import { startBackend, type Backend, type BackendOptions } from '../../demo/server/index.ts';
import { password, users } from '../../demo/server/keys.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Ask extends Omit<RequestInit, 'body' | 'headers'> {
  /** An access token; none: the anonymous key alone. */
  as?: string;
  key?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a string. */
  body?: unknown;
}

export type Table = Record<string, unknown>[];

export class Client {
  readonly backend: Backend;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  async ask(path: string, { as, key, headers = {}, body, ...init }: Ask = {}): Promise<Answer> {
    const sent: Record<string, string> = { ...headers };
    const apikey = key === undefined ? this.backend.anonKey : key;
    if (apikey !== null) sent['apikey'] = apikey;
    if (as !== undefined) sent['Authorization'] = `Bearer ${as}`;
    if (body !== undefined) sent['Content-Type'] ??= 'application/json';
    const response = await fetch(`${this.backend.url}${path}`, {
      ...init,
      headers: sent,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  /** The rows of a read that is expected to succeed. */
  async rows(query: string, options: Ask = {}): Promise<Table> {
    const answer = await this.ask(`/rest/v1/${query}`, options);
    if (answer.status >= 300) throw new Error(`${query}: ${answer.status} ${answer.text}`);
    return answer.json as Table;
  }

  async signIn(email: string, word: string = password): Promise<{ access_token: string; refresh_token: string }> {
    const answer = await this.ask('/auth/v1/token?grant_type=password', {
      method: 'POST',
      body: { email, password: word },
    });
    if (answer.status !== 200) throw new Error(`${email}: ${answer.status} ${answer.text}`);
    return answer.json as { access_token: string; refresh_token: string };
  }

  token(user: keyof typeof users, secondsToLive = 600): string {
    return this.backend.signToken({ sub: users[user].id, role: 'authenticated' }, secondsToLive);
  }
}

export async function startClient(options: BackendOptions = {}): Promise<Client> {
  return new Client(await startBackend(options));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not every answer is JSON; a test that wants it will say so.
  }
}
