/** The command itself: its words when it cannot run, its ports, its end, and whom it answers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DemoProcess } from './demo-process.ts';

describe('npm start', { timeout: 60_000 }, () => {
  it('says in one line what is wrong', async () => {
    const demo = new DemoProcess('--port', 'many');
    assert.equal(await demo.ended(), 1);
    assert.match(demo.errors, /^The demo cannot run: many is no port; usage: .*\n$/);
  });

  it('takes the next port when one is taken, ends at SIGTERM, and answers nobody but its own pages', async (test) => {
    const first = new DemoProcess('--port', '0', '--backend-port', '0');
    test.after(() => first.end('SIGKILL'));
    const taken = new URL(await first.ready());
    const second = new DemoProcess('--port', taken.port, '--backend-port', new URL(first.backendUrl).port);
    test.after(() => second.end('SIGKILL'));
    const address = await second.ready();
    assert.notEqual(address, taken.href);
    assert.notEqual(second.backendUrl, first.backendUrl);
    const [foreign, named] = await Promise.all([
      fetch(`${address}backend`, {
        method: 'POST',
        headers: { Origin: 'https://example.com' },
        body: '{"action":"stop"}',
      }),
      fetch(`${address}server/keys.ts`),
    ]);
    assert.equal(foreign.status, 403);
    assert.equal(named.status, 404);
    assert.deepEqual(await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')]), [0, 0]);
  });
});
