/** The command: one line when ready, one line when not, and a clean end. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../demo/server/main.ts', import.meta.url));

/** Whatever a failed test leaves behind would keep this file from ending. */
const leftovers: (() => void)[] = [];

class Run {
  readonly child: ChildProcess;
  output = '';
  errors = '';
  readonly ended: Promise<number | NodeJS.Signals | null>;

  constructor(...flags: string[]) {
    this.child = spawn(process.execPath, [command, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    leftovers.push(() => this.child.kill('SIGKILL'));
    this.child.stdout?.on('data', (data) => (this.output += data));
    this.child.stderr?.on('data', (data) => (this.errors += data));
    this.ended = once(this.child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  }

  /** The line, once it is there. */
  async ready(): Promise<Record<string, string>> {
    while (!this.output.includes('\n')) {
      const end = await Promise.race([this.ended, once(this.child.stdout as NodeJS.EventEmitter, 'data')]);
      if (!Array.isArray(end) && !this.output.includes('\n')) throw new Error(`ended with ${end}: ${this.errors}`);
    }
    return JSON.parse(this.output) as Record<string, string>;
  }
}

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  const [event] = await Promise.race([
    once(server, 'listening').then(() => ['free']),
    once(server, 'error').then(() => ['taken']),
  ]);
  if (event === 'free') await once(server.close(), 'close');
  return event === 'free';
};

describe('the command', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'livetags-cli-'));
  });
  afterEach(() => {
    for (const clean of leftovers.splice(0)) clean();
  });
  after(() => rm(folder, { recursive: true }));

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`prints one line, serves, and ends cleanly at ${signal}`, async () => {
      const run = new Run();
      const { url, anonKey, serviceRoleKey, jwtSecret, dbUrl, ...more } = await run.ready();
      assert.deepEqual(more, {});
      assert.ok(
        serviceRoleKey &&
          jwtSecret &&
          /^postgresql:\/\/postgres:postgres@127\.0\.0\.1:\d+\/postgres$/.test(dbUrl ?? ''),
      );
      const headers = { apikey: anonKey ?? '' };
      assert.equal((await fetch(`${url}/rest/v1/products?limit=1`, { headers })).status, 200);
      // Requests that Lite grumbles about, and one that sends a mail: still nothing on the console.
      await fetch(`${url}/rest/v1/rpc/nope`, { method: 'POST', headers });
      await fetch(`${url}/rest/v1/products?nope=eq.1`, { method: 'DELETE', headers });
      await fetch(`${url}/auth/v1/recover`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: '{"email":"staff@demo.test"}',
      });
      assert.equal((await fetch(`${url}/_faults`, { method: 'POST', headers, body: '{}' })).status, 404);
      const socket = new WebSocket(`${url?.replace('http', 'ws')}/realtime/v1/websocket?apikey=${anonKey}&vsn=2.0.0`);
      leftovers.push(() => socket.close());
      await once(socket, 'open');
      run.child.kill(signal);
      assert.equal(await run.ended, 0);
      assert.equal(run.output.trimEnd().split('\n').length, 1);
      assert.equal(run.errors, '');
      assert.equal(await isFree(Number(new URL(url ?? '').port)), true);
    });
  }

  it('listens where it is told, and says so when that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    leftovers.push(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const run = new Run('--port', String(port));
    assert.equal(await run.ended, 1);
    assert.equal(run.output, '');
    assert.equal(run.errors, `Port ${port} is taken. Choose another with --port.\n`);

    await once(other.close(), 'close');
    const again = new Run(`--port=${port}`, '--pace=real', '--faults', '--jwt-expiry=60');
    const { url } = await again.ready();
    assert.equal(url, `http://127.0.0.1:${port}`);
    assert.equal((await fetch(`${url}/_faults`, { method: 'POST', body: '{}' })).status, 200);
    again.child.kill();
    assert.equal(await again.ended, 0);
  });

  const wrong: [flags: string[], complaint: RegExp][] = [
    [['--prot', '54321'], /'--prot'/],
    [['--port', 'abc'], /--port: expected a number up to 65535, not abc/],
    [['--port', '70000'], /--port: expected a number up to 65535, not 70000/],
    [['--pace', 'slow'], /--pace: expected fast or real, not slow/],
    [['--jwt-expiry', '-1'], /--jwt-expiry/],
    [['something'], /something/],
  ];
  for (const [flags, complaint] of wrong) {
    it(`refuses ${flags.join(' ')} in one line`, async () => {
      const run = new Run(...flags);
      assert.equal(await run.ended, 2);
      assert.match(run.errors, complaint);
      assert.match(run.errors, /usage: /);
      assert.equal(run.errors.trimEnd().split('\n').length, 1, run.errors);
      assert.equal(run.output, '');
    });
  }

  const broken: [name: string, sql: string, complaint: RegExp][] = [
    [
      'syntax.sql',
      '-- A comment\nselect 1;\n\ncreate tabel x (id int);\n',
      /syntax\.sql, line 4: syntax error at or near "tabel" \(in: create tabel x \(id int\);?\)/,
    ],
    [
      'late.sql',
      'create table late (id int);\n-- why\ninsert into late\nvalues (1,\n  nope());',
      /late\.sql, line 5: function nope\(\) does not exist \(in: insert into late\)/,
    ],
    [
      'constraint.sql',
      'create table one (id int check (id > 0));\n\n\ninsert into one values (0);',
      /constraint\.sql, line 4: new row for relation "one" violates check constraint/,
    ],
  ];
  for (const [name, sql, complaint] of broken) {
    it(`says where a broken migration is broken: ${name}`, async () => {
      const file = join(folder, name);
      await writeFile(file, sql);
      const run = new Run('--migrations', file);
      assert.equal(await run.ended, 1);
      assert.match(run.errors, complaint);
      assert.equal(run.errors.trimEnd().split('\n').length, 1, run.errors);
      assert.equal(run.output, '');
    });
  }

  it('says that a migration is missing', async () => {
    const run = new Run('--migrations', join(folder, 'nowhere.sql'));
    assert.equal(await run.ended, 1);
    assert.match(run.errors, /nowhere\.sql/);
    assert.equal(run.errors.trimEnd().split('\n').length, 1, run.errors);
  });
});
