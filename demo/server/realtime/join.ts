/**
 * `phx_join`: who asks, may they, and what the channel is to be. Done in the socket's own queue, as on the real server:
 * nothing else moves on the socket until the join is answered.
 */
import { randomUUID } from 'node:crypto';
import { Channel } from './channel.ts';
import type { Connection } from './connection.ts';
import * as errors from './errors.ts';
import { parseReplay, readReplay } from './messages.ts';
import type { IncomingFrame } from './protocol.ts';
import { bindingId, type Binding } from './subscriptions.ts';
import { publicTopic, readTopicPolicies } from './topic-policies.ts';
import { joinMessage, type Verification } from './tokens.ts';

interface JoinPayload {
  config?: JoinConfig | null;
  access_token?: unknown;
  user_token?: unknown;
}

interface JoinConfig {
  broadcast?: { ack?: unknown; self?: unknown; replay?: unknown; replication_ready?: unknown } | null;
  presence?: { key?: unknown; enabled?: unknown } | null;
  postgres_changes?: unknown;
  private?: unknown;
}

export function joinChannel(connection: Connection, frame: IncomingFrame): Promise<void> | void {
  if (frame.topic.startsWith('realtime:')) return join(connection, frame);
  connection.reply(null, frame.reference, frame.topic, 'error', { reason: errors.unmatchedTopic });
}

async function join(connection: Connection, frame: IncomingFrame): Promise<void> {
  const { server } = connection;
  const { topic, reference } = frame;
  const joinReference = frame.joinReference ?? reference ?? '';
  const name = topic.slice('realtime:'.length);
  const payload = frame.payload as JoinPayload;
  const config = payload.config ?? {};
  const previous = connection.channels.get(topic);

  if (name === '') return refuse(connection, frame, errors.topicNameRequired);
  const { token, verification } = verifyJoin(connection, payload);
  if ('refusal' in verification) return refuse(connection, frame, joinMessage(verification.refusal));
  const { claims } = verification;
  const isPrivate = config.private === true;
  const policies = isPrivate ? await readTopicPolicies(server.database, claims, name) : publicTopic;
  if (!policies.broadcast.read) return refuse(connection, frame, errors.unauthorizedTopic(name));

  const isOldApi = payload.config === undefined;
  const bindings = isOldApi ? [oldBinding(name)] : bindingsOf(config);
  const broadcast = config.broadcast ?? {};
  const presence = config.presence ?? {};
  const channel = new Channel({
    connection,
    joinReference,
    topic,
    isPrivate,
    policies,
    bindings,
    isOldApi,
    broadcastsToItself: broadcast.self === true,
    acknowledges: broadcast.ack === true,
    presenceKey: typeof presence.key === 'string' && presence.key !== '' ? presence.key : randomUUID(),
    presenceEnabled: presence.enabled === true,
    token,
    claims,
  });
  connection.channels.set(topic, channel);
  server.topics.join(name, isPrivate, channel);
  const echoed = bindings.map((binding) => ({ id: bindingId(binding), ...binding }));
  connection.reply(joinReference, reference, topic, 'ok', { postgres_changes: echoed });
  previous?.close();
  if (channel.presenceEnabled)
    channel.push('presence_state', server.topics.presenceState(name, isPrivate), joinReference);
  const replay = isPrivate ? parseReplay(broadcast.replay) : null;
  if (replay) {
    for (const message of await readReplay(server.database, name, replay))
      channel.push('broadcast', message, joinReference);
  }
  if (broadcast.replication_ready === true) channel.replicationReady();
  server.subscribeLater(channel, bindings.length > 0);
}

/** Without a token of its own a join acts as the API key does: that is how a signed-in user joins as anon. */
function verifyJoin(
  connection: Connection,
  payload: JoinPayload,
): { token: string | null; verification: Verification } {
  const given = payload.access_token ?? payload.user_token;
  const { tokens } = connection.server;
  if (typeof given !== 'string' || given === connection.apiKey || given.startsWith('sb_')) {
    return { token: null, verification: tokens.verifyKey(connection.apiKey) };
  }
  return { token: given, verification: tokens.verify(given) };
}

async function refuse(
  connection: Connection,
  { joinReference, reference, topic }: IncomingFrame,
  reason: string,
): Promise<void> {
  await connection.server.activity.sleep(connection.server.pace.failedJoin);
  connection.reply(joinReference, reference, topic, 'error', { reason });
}

function bindingsOf({ postgres_changes: bindings }: JoinConfig): Binding[] {
  if (!Array.isArray(bindings)) return [];
  return bindings.filter((binding): binding is Binding => typeof binding === 'object' && binding !== null);
}

/** `realtime:SCHEMA:TABLE:FILTER`, the way the first version of Realtime named what to listen to. */
function oldBinding(name: string): Binding {
  const [schema, table, ...filter] = name.split(':');
  return { schema, ...(table && { table }), ...(filter.length > 0 && { filter: filter.join(':') }) };
}
