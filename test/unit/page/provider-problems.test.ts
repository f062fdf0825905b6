/** A secret key never leaves the page's source for anywhere. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { configurationProblem, isSecretKey } from '../../../components/provider/provider-problems.ts';

const token = (payload: object): string =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;

it('secret keys of both generations are known, and no other key is taken for one', () => {
  for (const key of [
    'sb_secret_abc',
    ' sb_secret_abc',
    token({ role: 'service_role' }),
    token({ role: 'supabase_admin' }),
  ]) {
    assert.equal(isSecretKey(key), true, key);
  }
  const padded = token({ role: 'service_role', note: 'ÿÿÿ>>>???' });
  assert.match(padded, /[-_]/);
  assert.equal(isSecretKey(padded), true);
  for (const key of ['sb_publishable_abc', token({ role: 'anon' }), token({}), 'a.b.c', '', 'null.bnVsbA.x']) {
    assert.equal(isSecretKey(key), false, key);
  }
});

it('what is missing or wrong is told by its code, the worst first', () => {
  const code = (url: string, key: string): string | undefined => configurationProblem(url, key)?.code;
  assert.equal(code('', 'sb_secret_x'), 'secret-key');
  assert.equal(code('', ''), 'no-project');
  assert.equal(code('', 'sb_publishable_x'), 'no-url');
  assert.equal(code('ref.supabase.co', ''), 'bad-url');
  assert.equal(code('javascript:alert(1)', 'k'), 'bad-url');
  assert.equal(code('https://ref.supabase.co', ''), 'bad-key');
  assert.equal(code('https://ref.supabase.co', 'sb_publishable_…'), 'bad-key');
  assert.equal(code('https://ref.supabase.co', 'your key here'), 'bad-key');
  assert.equal(code('https://ref.supabase.co', 'sb_publishable_x'), undefined);
  assert.equal(code('https://ref.supabase.co', ' sb_publishable_x\n'), undefined);
});
