/**
 * What the Realtime server's refusals mean: give up, get a new token, slow down, or just try again.
 *
 * The texts are the server's own (`ERROR_CODES.md` of supabase/realtime, and transcripts e-errors, f-auth,
 * f2-auth-token-awaited, d-rls-*): a join error reads `Code: text`, a system message is a sentence.
 */
import type { Problem } from '../domain/status.ts';

export type RefusalKind = 'permanent' | 'token' | 'slow-down' | 'passing';

export interface Refusal {
  readonly kind: RefusalKind;
  readonly problem: Problem;
}

const permanentCodes = new Set([
  'Unauthorized',
  'PrivateOnly',
  'RealtimeDisabledForTenant',
  'RealtimeDisabledForConfiguration',
  'TenantNotFound',
  'TopicNameRequired',
]);
const tokenCodes = new Set(['InvalidJWTToken', 'MalformedJWT', 'JwtSignatureError', 'InvalidJWTExpiration']);
const slowDownCodes = new Set([
  'ChannelRateLimitReached',
  'ConnectionRateLimitReached',
  'ClientJoinRateLimitReached',
  'MessagePerSecondRateLimitReached',
]);

/** Sentences in which the server closes a channel over its token; they come without a code. */
const tokenSentences =
  /token has expired|signature_error|failed to validate jwt|not a valid jwt|fields `role` and `exp`/i;

/** Judges a join that was refused, or a system message of status `error`, for a table. */
export function judgeRefusal(message: string, table: string): Refusal {
  const code = /^(\w+): /.exec(message)?.[1] ?? '';
  if (tokenCodes.has(code) || tokenSentences.test(message)) return { kind: 'token', problem: tokenProblem(message) };
  if (slowDownCodes.has(code)) return { kind: 'slow-down', problem: slowDownProblem(message) };
  if (permanentCodes.has(code)) return { kind: 'permanent', problem: refusedProblem(message, table) };
  const role = /role "([^"]*)" does not exist/.exec(message)?.[1];
  if (role !== undefined) return { kind: 'permanent', problem: roleProblem(role) };
  if (/^Unable to subscribe to changes/.test(message) && !/An exception happened/.test(message))
    return { kind: 'permanent', problem: notPublished(table) };
  if (/^(Error parsing `|No subscription params)/.test(message))
    return { kind: 'permanent', problem: refusedProblem(message, table) };
  return { kind: 'passing', problem: passingProblem(message) };
}

function tokenProblem(message: string): Problem {
  return {
    code: 'token-rejected',
    message: `The server refused the access token: ${message}`,
    remedy: 'Sign in again, or check that the token is for this project and has not run out.',
    permanent: false,
  };
}

function slowDownProblem(message: string): Problem {
  return {
    code: 'rate-limited',
    message: `The server asks to slow down: ${message}`,
    remedy: 'Wait, or raise the limits of the project in its Realtime settings.',
    permanent: false,
  };
}

function refusedProblem(message: string, table: string): Problem {
  return {
    code: 'channel-refused',
    message: `The server refuses live changes of "${table}": ${message}`,
    remedy: /Channel topic: /.test(message)
      ? 'Add a policy on realtime.messages that lets this reader receive on the topic, or give the reader its token.'
      : 'Check that Realtime is enabled for the project and that its settings allow public channels.',
    permanent: true,
  };
}

/** The server leaves such a channel open, deaf: nothing but another token helps, and none is asked for by itself. */
function roleProblem(role: string): Problem {
  return { ...tokenProblem(`there is no role "${role}".`), permanent: true };
}

function notPublished(table: string): Problem {
  return {
    code: 'not-published',
    message: `The database does not send changes of "${table}".`,
    remedy: `Add it to the publication: alter publication supabase_realtime add table ${table};`,
    permanent: true,
  };
}

function passingProblem(message: string): Problem {
  return {
    code: 'backend-error',
    message: `The server could not open the stream: ${message}`,
    remedy: 'It is tried again by itself.',
    permanent: false,
  };
}
