/** The recorded scenarios, and the form in which a recorded frame and one of ours can be compared. */
import { readFile, readdir } from 'node:fs/promises';

export interface Entry {
  /** Milliseconds since the scenario began. */
  t: number;
  dir: 'in' | 'out' | 'evt' | 'sql' | 'note' | 'http';
  sock?: string;
  raw?: string;
  binary_base64?: string;
  ev?: 'connecting' | 'open' | 'close' | 'error';
  url?: string;
  code?: number;
  message?: string;
  sql?: string;
  error?: string;
  text?: string;
  path?: string;
  host?: string;
  status?: number;
  body?: string;
}

const FOLDER = new URL('transcripts/', import.meta.url);

export async function transcriptNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length))
    .sort();
}

export async function readTranscript(name: string): Promise<Entry[]> {
  const text = await readFile(new URL(`${name}.jsonl`, FOLDER), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
}

/** A frame of the server, ready to be compared. */
export interface Frame {
  topic: string;
  event: string;
  reference: string | null;
  text: string;
}

export class FrameReader {
  private readonly seen = new Map<string, Map<string, string>>();
  private readonly bindings = new Map<string, string>();
  /** The table of the frame at hand: rows of different tables have ids of their own. */
  private table = '';

  read(data: string | Buffer): Frame {
    if (typeof data !== 'string') return this.readBinary(data);
    const value = parseExactly(data);
    const [joinReference, reference, topic, event, payload] = Array.isArray(value)
      ? (value as [unknown, unknown, string, string, Record<string, unknown>])
      : fieldsOf(value as Record<string, unknown>);
    this.learnBindings(payload);
    this.table = tableOf(payload);
    const normalised = sortKeys(this.normalise(payload, ''));
    return {
      topic,
      event,
      reference: reference as string | null,
      text: JSON.stringify([joinReference, reference, topic, event, normalised]),
    };
  }

  private readBinary(data: Buffer): Frame {
    let offset = 5;
    const take = (length: number): string => data.toString('utf8', offset, (offset += length));
    const [topic, event, meta] = [take(data[1]!), take(data[2]!), take(data[3]!)];
    const body = take(data.length - offset);
    const value = data[4] === 1 ? parseExactly(body) : body;
    this.table = tableOf(value as Record<string, unknown>);
    const parsed = this.normalise(value, '');
    const metadata = meta === '' ? null : this.normalise(parseExactly(meta), '');
    return {
      topic,
      event: 'broadcast',
      reference: null,
      text: JSON.stringify(['binary', data[0], topic, event, metadata, sortKeys(parsed)]),
    };
  }

  /** The ids of bindings are a hash of our own: they are compared as the binding they stand for. */
  private learnBindings(payload: Record<string, unknown>): void {
    const response = payload.response as { postgres_changes?: Record<string, unknown>[] } | undefined;
    for (const { id, ...binding } of response?.postgres_changes ?? []) {
      this.bindings.set(String(id), JSON.stringify(sortKeys(binding)));
    }
  }

  private normalise(value: unknown, key: string): unknown {
    if (key === 'ids')
      return (value as unknown[]).map((id) => this.bindings.get(String(id)) ?? `unknown ${String(id)}`).sort();
    if (Array.isArray(value)) return value.map((item) => this.normalise(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.normalise(item, name)]));
    }
    if (typeof value !== 'string') return value;
    return this.normaliseText(value, key);
  }

  private normaliseText(value: string, key: string): string {
    if (key === 'id') return this.bindings.get(value) ?? this.nameOf(/^\d+$/.test(value) ? this.table : 'uuid', value);
    if (key === 'phx_ref' || key === 'phx_ref_prev') return this.nameOf('presence', value);
    if (key === 'commit_timestamp' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return '<committed>';
    if (
      (key === 'created_at' || key === 'updated_at') &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/.test(value)
    ) {
      return '<written>';
    }
    if (key === 'name') return value.replace(/^n(\d+) \d+$/, 'n$1');
    if (/^[0-9a-f]{1000,}$/.test(value)) return `<${value.length} random digits>`;
    return value.replace(/has expired \d+ seconds ago/, 'has expired <some> seconds ago');
  }

  /** The same name for the same value, in order of appearance. */
  private nameOf(kind: string, value: string): string {
    const names = this.seen.get(kind) ?? new Map<string, string>();
    this.seen.set(kind, names);
    if (!names.has(value)) names.set(value, `<${kind} ${names.size + 1}>`);
    return names.get(value)!;
  }
}

/** Numbers become the text they are written with: 12.50 is not 12.5, and a bigint keeps its digits. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, function (this: unknown, _key: string, value: unknown, context?: { source: string }) {
    return typeof value === 'number' ? context!.source : value;
  } as (this: unknown, key: string, value: unknown) => unknown);
}

function tableOf(payload: Record<string, unknown>): string {
  const holder = (payload.data ?? payload.payload ?? payload) as { table?: string };
  return holder.table ?? '';
}

function fieldsOf(frame: Record<string, unknown>): [unknown, unknown, string, string, Record<string, unknown>] {
  return [undefined, frame.ref, frame.topic as string, frame.event as string, frame.payload as Record<string, unknown>];
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
