/**
 * The wire: Phoenix' two serializers as Supabase Realtime speaks them (transcripts a-*, h-*).
 *
 * vsn 1.0.0 is one JSON object a frame; vsn 2.0.0 is a JSON array, and broadcasts travel as binary frames: kind 3 from
 * the client, kind 4 from the server. Payloads are carried as JSON text and never parsed and printed again on their way
 * out: `numeric` and `bigint` values would lose digits.
 */
export type Version = '1.0.0' | '2.0.0';

export interface IncomingFrame {
  joinReference: string | null;
  reference: string | null;
  topic: string;
  event: string;
  payload: unknown;
  /** Set for a broadcast that came as a binary frame: it leaves as one. */
  broadcast?: { event: string; metadata: string; isJson: boolean; body: Buffer };
}

export interface OutgoingFrame {
  joinReference: string | null;
  reference: string | null;
  topic: string;
  event: string;
  /** JSON text. */
  payload: string;
}

export interface OutgoingBroadcast {
  topic: string;
  event: string;
  /** JSON text of the metadata, or '' for none. */
  metadata: string;
  isJson: boolean;
  body: Buffer;
}

const CLIENT_BROADCAST = 3;
const SERVER_BROADCAST = 4;

/** Answers null for what is not a frame: the real server ignores it and keeps the socket (transcript i-leave). */
export function decodeText(version: Version, text: string): IncomingFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const parts = version === '2.0.0' ? value : fieldsOf(value);
  if (!Array.isArray(parts) || typeof parts[2] !== 'string' || typeof parts[3] !== 'string') return null;
  const [joinReference, reference, topic, event, payload] = parts as unknown[];
  return {
    joinReference: textOrNull(joinReference),
    reference: textOrNull(reference),
    topic: topic as string,
    event: event as string,
    payload: payload ?? {},
  };
}

function fieldsOf(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const frame = value as Record<string, unknown>;
  return [frame.join_ref, frame.ref, frame.topic, frame.event, frame.payload];
}

function textOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

export function decodeBinary(data: Buffer): IncomingFrame | null {
  if (data.length < 7 || data[0] !== CLIENT_BROADCAST) return null;
  const lengths = [...data.subarray(1, 6)];
  if (data.length < 7 + lengths.reduce((sum, length) => sum + length, 0)) return null;
  let offset = 7;
  const [joinReference, reference, topic, event, metadata] = lengths.map((length) => {
    const text = data.toString('utf8', offset, offset + length);
    offset += length;
    return text;
  });
  return {
    joinReference: joinReference || null,
    reference: reference || null,
    topic: topic ?? '',
    event: 'broadcast',
    payload: {},
    broadcast: { event: event ?? '', metadata: metadata ?? '', isJson: data[6] === 1, body: data.subarray(offset) },
  };
}

export function encodeFrame(version: Version, frame: OutgoingFrame): string {
  const reference = JSON.stringify(frame.reference);
  const topic = JSON.stringify(frame.topic);
  const event = JSON.stringify(frame.event);
  if (version === '1.0.0') return `{"ref":${reference},"event":${event},"topic":${topic},"payload":${frame.payload}}`;
  return `[${JSON.stringify(frame.joinReference)},${reference},${topic},${event},${frame.payload}]`;
}

export function encodeBroadcast(version: Version, broadcast: OutgoingBroadcast): Buffer | string {
  const { topic, event, metadata, isJson, body } = broadcast;
  if (version === '1.0.0') {
    // The old serializer has no binary kind; a body that is not JSON cannot be carried and goes as base64 text.
    const payload = isJson ? body.toString('utf8') : JSON.stringify(body.toString('base64'));
    const meta = metadata ? `,"meta":${metadata}` : '';
    const message = `{"event":${JSON.stringify(event)}${meta},"payload":${payload},"type":"broadcast"}`;
    return encodeFrame(version, { joinReference: null, reference: null, topic, event: 'broadcast', payload: message });
  }
  const strings = [topic, event, metadata].map((text) => Buffer.from(text, 'utf8'));
  const header = [SERVER_BROADCAST, ...strings.map((text) => text.length), isJson ? 1 : 0];
  return Buffer.concat([Buffer.from(header), ...strings, body]);
}
