/** What every refusal seen on the wire means. A text that comes into the transcripts must come into this table too. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProblemCode } from '../../../src/domain/status.ts';
import { judgeRefusal, type RefusalKind } from '../../../src/realtime/server-errors.ts';
import { readTranscript, transcriptNames } from '../../backend/realtime/transcript.ts';

const subscribe = 'Unable to subscribe to changes with given parameters.';
const check = 'Please check Realtime is enabled for the given connect parameters:';
const exception = 'An exception happened so please check your connect parameters:';

/** Seen on the wire: `pattern` matches the whole text. */
const seen: readonly (readonly [pattern: RegExp, kind: RefusalKind, code: ProblemCode])[] = [
  [/^InvalidJWTToken: Token has expired \d+ seconds ago$/, 'token', 'token-rejected'],
  [/^InvalidJWTToken: Fields `role` and `exp` are required in JWT$/, 'token', 'token-rejected'],
  [/^JwtSignatureError: Failed to validate JWT signature$/, 'token', 'token-rejected'],
  [/^MalformedJWT: The token provided is not a valid JWT$/, 'token', 'token-rejected'],
  [/^Token has expired \d+ seconds ago$/, 'token', 'token-rejected'],
  [/^:signature_error$/, 'token', 'token-rejected'],
  [/^The token provided is not a valid JWT$/, 'token', 'token-rejected'],
  [/^Fields `role` and `exp` are required in JWT$/, 'token', 'token-rejected'],
  [/^Unable to subscribe .* role "no_such_role" does not exist$/, 'permanent', 'token-rejected'],
  [/^Unable to subscribe .*Please check Realtime is enabled.*\]$/, 'permanent', 'not-published'],
  [/^Unable to subscribe .*An exception happened.* (P0001|22P02) .*$/, 'passing', 'backend-error'],
  [/^Error parsing `filter` params: .*$/, 'permanent', 'channel-refused'],
  [/^Error parsing `select` params: .*$/, 'permanent', 'channel-refused'],
  [/^No subscription params provided\. .*$/, 'permanent', 'channel-refused'],
  [/^Unauthorized: You do not have permissions to read from this Channel topic: .*$/, 'permanent', 'channel-refused'],
  [/^TopicNameRequired: .*$/, 'permanent', 'channel-refused'],
  [/^unmatched topic$/, 'passing', 'backend-error'],
];

/** Listed in the server's ERROR_CODES.md or its source, and not among the transcripts. */
const documented: readonly (readonly [text: string, kind: RefusalKind, code: ProblemCode])[] = [
  ['PrivateOnly: This project only allows private channels', 'permanent', 'channel-refused'],
  ['RealtimeDisabledForTenant: Realtime disabled for this tenant', 'permanent', 'channel-refused'],
  ['RealtimeDisabledForConfiguration: Realtime disabled for this configuration', 'permanent', 'channel-refused'],
  ['TenantNotFound: Tenant with the given ID does not exist', 'permanent', 'channel-refused'],
  ['ChannelRateLimitReached: Too many channels', 'slow-down', 'rate-limited'],
  ['ConnectionRateLimitReached: Too many connected users', 'slow-down', 'rate-limited'],
  ['ClientJoinRateLimitReached: Too many joins per second', 'slow-down', 'rate-limited'],
  ['MessagePerSecondRateLimitReached: Too many messages per second', 'slow-down', 'rate-limited'],
  ['InitializingProjectConnection: Connecting to the project database', 'passing', 'backend-error'],
  ['RealtimeRestarting: Realtime is restarting, please standby', 'passing', 'backend-error'],
  ['UnableToConnectToProject: Realtime was unable to connect', 'passing', 'backend-error'],
  ['DatabaseLackOfConnections: Database can not accept more connections', 'passing', 'backend-error'],
  ['IncreaseConnectionPool: Please increase your connection pool size', 'passing', 'backend-error'],
  ['TimeoutOnRpcCall: Node request timeout', 'passing', 'backend-error'],
  ['QueryCanceled: canceling statement due to user request', 'passing', 'backend-error'],
  [`${subscribe} ${exception} [event: *]. Exception: ERROR 57014 (query_canceled)`, 'passing', 'backend-error'],
  ['no answer to the join', 'passing', 'backend-error'],
  ['', 'passing', 'backend-error'],
];

async function textsOnTheWire(): Promise<Set<string>> {
  const texts = new Set<string>();
  for (const name of await transcriptNames()) {
    for (const { dir, raw } of await readTranscript(name)) {
      if (dir === 'in' && raw !== undefined) collect(JSON.parse(raw), texts);
    }
  }
  return texts;
}

/** Every reason of a refused join and every system message of status `error`, in either form of frames. */
function collect(frame: unknown, texts: Set<string>): void {
  const payload = Array.isArray(frame) ? frame[4] : (frame as { payload: unknown }).payload;
  const { status, response, message } = payload as {
    status?: string;
    response?: { reason?: string };
    message?: string;
  };
  if (status !== 'error') return;
  const text = response?.reason ?? message;
  assert.ok(text !== undefined, `an error without words: ${JSON.stringify(frame)}`);
  texts.add(text);
}

describe('judgeRefusal', () => {
  it('knows every error text of the transcripts', async () => {
    const texts = await textsOnTheWire();
    assert.ok(texts.size >= 15, `${texts.size} texts were found`);
    for (const text of texts) {
      const entry = seen.find(([pattern]) => pattern.test(text));
      assert.ok(entry !== undefined, `not in the table: ${text}`);
      const { kind, problem } = judgeRefusal(text, 'products');
      assert.deepEqual([kind, problem.code], entry.slice(1), text);
    }
  });

  for (const [text, kind, code] of documented) {
    it(`takes "${text.slice(0, 60)}" for ${kind}`, () => {
      const refusal = judgeRefusal(text, 'products');
      assert.deepEqual([refusal.kind, refusal.problem.code], [kind, code]);
    });
  }

  it('names the table and the SQL that publishes it', () => {
    const { problem } = judgeRefusal(`${subscribe} ${check} [event: *, schema: public, table: orders]`, 'orders');
    assert.match(problem.message, /"orders"/);
    assert.match(problem.remedy, /alter publication supabase_realtime add table orders/);
  });

  it('says of a role that does not exist which one it is, and does not send anyone to the publication', () => {
    const text = `${subscribe} ${exception} […]. Exception: ERROR 42704 (undefined_object) role "boss" does not exist`;
    const { problem } = judgeRefusal(text, 'orders');
    assert.match(problem.message, /role "boss"/);
    assert.doesNotMatch(problem.remedy, /publication/);
  });

  it('calls permanent exactly what it takes for permanent', () => {
    for (const [text, kind] of documented) {
      assert.equal(judgeRefusal(text, 'products').problem.permanent, kind === 'permanent', text);
    }
  });
});
