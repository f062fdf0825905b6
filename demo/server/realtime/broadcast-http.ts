/**
 * Broadcasts by HTTP: `POST …/api/broadcast` with a list of messages, and `…/api/broadcast/<topic>/events/<event>`
 * with the payload as the body (what `channel.httpSend` uses). Both answer 202 and nothing else.
 */
import type { Database } from '../database-port.ts';
import * as errors from './errors.ts';
import { readTopicPolicies } from './topic-policies.ts';
import { handshakeMessage, type Claims, type Tokens } from './tokens.ts';
import type { Topics } from './topics.ts';

interface Parts {
  database: Database;
  topics: Topics;
  tokens: Tokens;
}

interface Message {
  topic: string;
  event: string;
  payload: unknown;
  private?: boolean;
}

const ONE_MESSAGE = /\/api\/broadcast\/([^/]+)\/events\/([^/]+)\/?$/;

export async function handleBroadcastRequest(parts: Parts, request: Request): Promise<Response> {
  const claims = authenticate(parts.tokens, request);
  if (typeof claims === 'string') return answer(401, claims);
  const url = new URL(request.url);
  const single = ONE_MESSAGE.exec(url.pathname);
  if (single)
    return sendOne(parts, claims, request, decodeURIComponent(single[1]!), decodeURIComponent(single[2]!), url);
  return sendList(parts, claims, request);
}

async function sendOne(
  { database, topics }: Parts,
  claims: Claims,
  request: Request,
  topic: string,
  event: string,
  url: URL,
): Promise<Response> {
  const isPrivate = url.searchParams.get('private') === 'true';
  const isJson = !(request.headers.get('content-type') ?? '').includes('octet-stream');
  const body = Buffer.from(await request.arrayBuffer());
  if (isJson && !isJsonText(body.toString('utf8'))) return answer(422, 'The body must be JSON.');
  if (await maySend(database, claims, topic, isPrivate)) {
    topics.broadcast(topic, isPrivate, { event, metadata: '', isJson, body });
  }
  return accepted();
}

async function sendList({ database, topics }: Parts, claims: Claims, request: Request): Promise<Response> {
  const text = await request.text();
  const body = isJsonText(text) ? (JSON.parse(text) as { messages?: unknown } | null) : null;
  const messages = body?.messages;
  if (!Array.isArray(messages) || !messages.every(isMessage)) {
    return answer(422, 'Expected {"messages": [{"topic", "event", "payload"}]}.');
  }
  for (const { topic, event, payload, private: isPrivate = false } of messages) {
    if (!(await maySend(database, claims, topic, isPrivate))) continue;
    topics.broadcastText(topic, isPrivate, JSON.stringify({ event, payload, type: 'broadcast' }));
  }
  return accepted();
}

/** A message nobody may send is accepted and goes nowhere, as on the real server. */
async function maySend(database: Database, claims: Claims, topic: string, isPrivate: boolean): Promise<boolean> {
  return !isPrivate || (await readTopicPolicies(database, claims, topic)).broadcast.write;
}

function authenticate(tokens: Tokens, request: Request): Claims | string {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey') ?? bearer;
  if (!key) return errors.apiKeyMissing;
  const ofKey = tokens.verifyKey(key);
  if ('refusal' in ofKey) return handshakeMessage(ofKey.refusal);
  if (!bearer || bearer === key || tokens.isKey(bearer)) return ofKey.claims;
  const ofUser = tokens.verify(bearer);
  return 'refusal' in ofUser ? handshakeMessage(ofUser.refusal) : ofUser.claims;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { topic, event, payload } = value as Partial<Message>;
  return typeof topic === 'string' && typeof event === 'string' && payload !== undefined;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function answer(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

function accepted(): Response {
  return new Response(null, { status: 202 });
}
