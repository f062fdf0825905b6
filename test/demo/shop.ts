/** The demo's database as somebody else sees it: by REST with a staff token, and by SQL. */
import pg from 'pg';

type Row = Record<string, unknown>;

export class Shop {
  readonly #url: string;
  readonly #key = 'sb_publishable_livetags_demo';
  #token: string | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  async signIn(email: string): Promise<void> {
    const { access_token } = (await this.#request('POST', '/auth/v1/token?grant_type=password', {
      email,
      password: 'livetags-demo',
    })) as { access_token: string };
    this.#token = access_token;
  }

  select(query: string): Promise<Row[]> {
    return this.#request('GET', `/rest/v1/${query}`) as Promise<Row[]>;
  }

  async write(method: 'POST' | 'PATCH' | 'DELETE', query: string, row?: Row): Promise<void> {
    await this.#request(method, `/rest/v1/${query}`, row);
  }

  async #request(method: string, path: string, body?: Row): Promise<unknown> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: {
        apikey: this.#key,
        'Content-Type': 'application/json',
        ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

export async function sql(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
