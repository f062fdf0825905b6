/**
 * One frame of the wire, protocol 2.0.0: as text `[join_ref, ref, topic, event, payload]`, a broadcast in binary.
 *
 * Read here instead of in realtime-js for two reasons. Its `JSON.parse` rounds whole numbers above 2^53, so a row with
 * such a key would be another row in an event than in a read. And a frame that makes no sense throws in the midst of
 * its dispatch; here it is found out before (transcript a-basic-changes has the sound ones).
 */
import { parseJson } from '../domain/lossless-json.ts';

export interface Frame {
  readonly join_ref: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: object;
}

/** Null for a frame that is none. */
export function readFrame(text: string): Frame | null {
  const frame = tryParse(text);
  if (!Array.isArray(frame) || frame.length !== 5) return null;
  const [join_ref, ref, topic, event, payload] = frame as unknown[];
  if (!isReference(join_ref) || !isReference(ref) || typeof topic !== 'string' || typeof event !== 'string')
    return null;
  if (!isObject(payload)) return null;
  // realtime-js reads `data.columns` and `data.type` of a change without a look.
  if (event === 'postgres_changes' && !(isObject(payload['data']) && Array.isArray(payload['data']['columns'])))
    return null;
  return { join_ref, ref, topic, event, payload };
}

/**
 * A broadcast: kind, four lengths and the encoding of the body in a byte each, then topic, event, meta and body
 * (read in realtime-js' serializer.ts; transcript h-broadcast-presence). Null for anything else.
 */
export function readBroadcast(bytes: ArrayBuffer): Frame | null {
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = new Uint8Array(bytes);
  if (kind !== BROADCAST || encoding !== JSON_BODY) return null;
  const parts: string[] = [];
  let start = 5;
  for (const length of [topicLength, eventLength, metaLength, Infinity]) {
    parts.push(new TextDecoder().decode(bytes.slice(start, Math.min(start + length, bytes.byteLength))));
    start += length;
  }
  const [topic = '', event = '', , body = ''] = parts;
  const payload = tryParse(body);
  if (payload === undefined) return null;
  return { join_ref: null, ref: null, topic, event: 'broadcast', payload: { type: 'broadcast', event, payload } };
}

const BROADCAST = 4;
const JSON_BODY = 1;

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined; // Not JSON: the caller reports it as no frame.
  }
}

function isReference(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
