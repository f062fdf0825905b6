/** Every entry in bare Node: nothing needs a browser to be imported, and only what says so defines anything. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { elementNames } from '../../components/element-names.ts';
import type { PackedKit } from './packed-kit.ts';

export function testEntries(kit: () => PackedKit): void {
  const run = (script: string): unknown =>
    JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: kit().consumers, encoding: 'utf8' }),
    );

  describe('the entries in Node', () => {
    it('are imported one by one, and give what they are named for', () => {
      const entries = Object.keys(kit().manifest.exports)
        .filter((entry) => !/\.(json|css)$|\*/.test(entry))
        .map((entry) => entry.replace('.', 'livetags'));
      const found = run(`
        const given = {};
        for (const entry of ${JSON.stringify([...entries, 'livetags/locales/de'])})
          given[entry] = Object.keys(await import(entry));
        console.log(JSON.stringify(given));`) as Record<string, string[]>;
      assert.deepEqual(found['livetags/live-ticket-feed'], ['LiveTicketFeed']);
      assert.deepEqual(found['livetags/live-ticket-feed/element'], ['LiveTicketFeed']);
      assert.deepEqual(found['livetags/testing'], ['MemoryProject']);
      assert.deepEqual(found['livetags/locales/de'], ['words']);
      assert.ok(found['livetags']!.includes('connectionContext'));
      assert.ok(found['livetags/all']!.includes('registerAll'));
    });

    it('define what they name and nothing else', () => {
      const classes = elementNames.map((name) => `livetags/live-${name}/element`);
      const found = run(`
        const tags = ${JSON.stringify(elementNames.map((name) => `live-${name}`))};
        const defined = () => tags.filter((tag) => customElements.get(tag));
        await Promise.all(${JSON.stringify([...classes, 'livetags', 'livetags/testing'])}.map((entry) => import(entry)));
        const before = defined();
        await import('livetags/live-count');
        const one = defined();
        await import('livetags/all');
        console.log(JSON.stringify({ before, one, all: defined() }));`);
      const all = elementNames.map((name) => `live-${name}`);
      assert.deepEqual(found, { before: [], one: ['live-count'], all });
    });
  });
}
