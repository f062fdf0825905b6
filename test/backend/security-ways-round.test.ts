/**
 * Ways round: through embedded tables, sorting, other schemas, functions and SQL slipped into a query, an attacker
 * gets no further than through the front door.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partners } from '../../demo/server/keys.ts';
import { attackerNames, everyTable, keys, Siege, type TableName } from './attackers.ts';
import type { Ask, Client, Table } from './support.ts';

describe('ways round', () => {
  let siege: Siege;
  let client: Client;
  before(async () => {
    siege = await Siege.begin();
    ({ client } = siege);
  });
  after(() => siege.end());

  for (const name of attackerNames) {
    describe(name, () => {
      it('sees no hidden row through an embedded table', async () => {
        const hidden = (table: TableName): Set<unknown> => {
          const seen = new Set(keys(siege.granted(name, table)));
          return new Set(keys(siege.all[table]).filter((key) => !seen.has(key)));
        };
        const paths = [
          'tickets?select=*,comments(*),attachments(*,comments(*)),customers(*)',
          'comments?select=*,tickets(*,customers(*),comments(*))',
          'attachments?select=*,comments(*),tickets(*)',
          'products?select=*,acquisitions(*,customers(*,tickets(*),interactions(*)))',
          'products?select=*,acquisitions!inner(*)',
          'comments?select=*,tickets!inner(*)&tickets.partner_id=neq.' + partners.brightdesk,
          'tickets?select=*,comments!inner(*)&comments.internal=is.true',
          'tickets?select=id,...customers(name,email)',
          'members?select=*',
        ];
        const secrets = new Set(everyTable.flatMap((table) => [...hidden(table)]));
        let answered = 0;
        for (const path of paths) {
          const answer = await client.ask(`/rest/v1/${path}`, siege.attackers[name]);
          if (answer.status >= 400) continue;
          answered++;
          const ids = answer.text.match(/"(?:id|user_id)":\s*"[0-9a-f-]{36}"/g) ?? [];
          const leaked = ids.map((text) => text.slice(-37, -1)).filter((id) => secrets.has(id));
          assert.deepEqual(leaked, [], path);
          assert.doesNotMatch(answer.text, /"internal":\s*true|@[a-z]+\.example/, path);
        }
        // Most of these are good questions for somebody signed in: what is tested is the answers.
        if (name !== 'anonymous') assert.ok(answered >= 6, `${answered} answered`);
      });

      it('cannot sort or filter by what he cannot see', async () => {
        for (const path of [
          'products?select=id&order=acquisitions(total)',
          'products?select=id,acquisitions()&acquisitions.total=gt.0&acquisitions=not.is.null',
          'tickets?select=id,customers()&customers.email=like.a*&customers=not.is.null',
        ]) {
          const answer = await client.ask(`/rest/v1/${path}`, siege.attackers[name]);
          if (answer.status === 200) {
            const allowed = new Set(keys([...siege.granted(name, 'products'), ...siege.granted(name, 'tickets')]));
            for (const row of answer.json as Table) assert.ok(allowed.has(row['id']), path);
            if (path.includes('not.is.null')) assert.deepEqual(answer.json, [], path);
          }
        }
      });

      it('reaches no other schema', async () => {
        for (const schema of ['auth', 'realtime', 'private', 'extensions', 'pg_catalog', 'information_schema', 'x']) {
          for (const path of ['users', 'messages', 'pg_authid', 'tables', 'rpc/is_staff', 'rpc/crypt', 'rpc/topic']) {
            const ask = { ...siege.attackers[name] };
            const profile = { 'Accept-Profile': schema, 'Content-Profile': schema };
            for (const method of ['GET', 'POST']) {
              const answer = await client.ask(`/rest/v1/${path}`, {
                ...ask,
                method,
                headers: profile,
                ...(method === 'POST' && { body: {} }),
              });
              assert.equal(answer.status, 406, `${method} ${schema}.${path}: ${answer.text}`);
            }
          }
        }
        for (const path of ['auth.users', 'realtime.messages', 'private.x', '"auth"."users"', 'pg_catalog.pg_authid']) {
          const answer = await client.ask(`/rest/v1/${encodeURIComponent(path)}`, siege.attackers[name]);
          assert.equal(answer.status, 404, `${path}: ${answer.text}`);
        }
      });

      it('can call no function', async () => {
        const functions = [
          ...['is_staff', 'partner_id', 'touch_updated_at', 'uid', 'jwt', 'crypt', 'gen_salt', 'topic', 'send'],
          ...['broadcast_changes', 'pgrst_ddl_watch', 'pg_sleep', 'pg_read_file', 'set_config', 'current_setting'],
          ...['query_to_xml', 'lo_import', 'dblink', 'pg_ls_dir', 'private.is_staff', 'x"; select 1; --', "x'y"],
        ];
        for (const name_ of functions) {
          for (const ask of [{}, { method: 'POST', body: { role: 'service_role' } }] as Ask[]) {
            const answer = await client.ask(`/rest/v1/rpc/${encodeURIComponent(name_)}`, {
              ...siege.attackers[name],
              ...ask,
            });
            assert.equal(answer.status, 404, `${name_}: ${answer.text}`);
          }
        }
      });

      it('injects nothing', async () => {
        const before = await client.backend.database.query('select count(*)::int as count from public.products');
        const poison = [
          "x'; drop table public.products; --",
          "x' or '1'='1",
          "\\'; select 1; --",
          'x") or ("1"="1',
          '$1',
          "a'||(select email from auth.users limit 1)||'",
          '\u0000',
        ];
        for (const text of poison) {
          const value = encodeURIComponent(text);
          for (const query of [
            `name=eq.${value}`,
            `name=in.("${value}")`,
            `or=(name.eq."${value}",name.eq.${value})`,
            `${value}=eq.1`,
            `select=${value}`,
            `select=name::${value}`,
            `order=${value}`,
            `limit=${value}`,
            `select=name-%3E%3E${value}`,
            `name=like.${value}`,
            `name=${value}.1`,
          ]) {
            const answer = await client.ask(`/rest/v1/products?${query}`, siege.attackers[name]);
            assert.notEqual(answer.status, 500, `${query}: ${answer.text}`);
            if (answer.status === 200 && /^(name|or)=/.test(query)) assert.deepEqual(answer.json, [], query);
            assert.doesNotMatch(answer.text, /@demo\.test/, query);
          }
        }
        const after_ = await client.backend.database.query('select count(*)::int as count from public.products');
        assert.deepEqual(after_, before);
      });
    });
  }
});
