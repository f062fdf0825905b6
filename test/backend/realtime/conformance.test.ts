/**
 * Holds our server to the real one: every recorded scenario is played again, and what the server sends must be what
 * was recorded, frame by frame and in order, on every topic of every socket. What may differ stands in differences.ts
 * and, in the same words, in the backend's README.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { installRealtime } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { differences, without, type Side } from './differences.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import { createTables, resetTables } from './tables.ts';
import { FrameReader, readTranscript, transcriptNames, type Entry } from './transcript.ts';

/** The recording kept the beginning only; the rest is what the recorded frame shows. */
const KINDS = `insert into public.kinds(t,vc,j,jb,ts,tstz,d,tm,num,i2,i4,i8,f4,f8,b,ba,ta,ia,na,jba,ir,u,iv,inet,vb,pt,m) values
  ('text "quoted" \\ back é 😀','vc','{"a": [1, 2],  "b":null}','{"b":1,"a":1.50}','2026-01-02 03:04:05.678901',
   '2026-01-02 03:04:05.678901+09','2026-01-02','03:04:05','12345678901234567890.123456789',32767,2147483647,
   9007199254740993,1.1,0.1,true,'\\xdeadbeef','{"a,b","c\\"d",null}','{1,null,3}','{1.10,2}',
   array['{"k": 1}'::jsonb],'[1,5)','00000000-0000-0000-0000-00000000abcd','1 day 02:03:04','10.0.0.1/8','1011','(1,2)','12.34')`;

/** Two messages of the day before, as the recorded replay shows them. */
const EARLIER_MESSAGES = `
  insert into realtime.messages (id, topic, extension, event, private, inserted_at, payload)
  select id::uuid, 'priv', 'broadcast', event, true, moment, payload::jsonb || jsonb_build_object('id', id)
  from (values
    ('8103f492-a192-45a2-9877-4c65f1eae2f0', 'INSERT', now() at time zone 'UTC' - interval '2 minutes',
     '{"old_record":null,"operation":"INSERT","record":{"id":18,"owner":"aaaaaaaa-0000-4000-8000-000000000001","status":"open","title":"bc","updated_at":"2026-11-22T10:29:37.493166+00:00"},"schema":"public","table":"tickets"}'),
    ('0d123b6b-d65f-4e12-979b-b63a6c134815', 'UPDATE', now() at time zone 'UTC' - interval '1 minute',
     '{"old_record":{"id":18,"owner":"aaaaaaaa-0000-4000-8000-000000000001","status":"open","title":"bc","updated_at":"2026-11-22T10:29:37.493166+00:00"},"operation":"UPDATE","record":{"id":18,"owner":"aaaaaaaa-0000-4000-8000-000000000001","status":"open","title":"bc2","updated_at":"2026-11-22T10:29:37.493166+00:00"},"schema":"public","table":"tickets"}')
  ) earlier(id, event, moment, payload)`;

const OPTIONS: Record<string, ReplayOptions> = {
  'a-basic-changes': { isCold: true },
  // Seven rows were there; their deletion was fetched when the channel had just been subscribed.
  'a-basic-changes-vsn1.0.0': { setup: `insert into public.products (name) select 'old' from generate_series(1, 7)` },
  'h-broadcast-presence': { abandoned: { 'c2#2': 'terminate' }, setup: EARLIER_MESSAGES, endsAbruptly: true },
  'j-types-large-rows': { statements: { 'insert into public.kinds(t,': KINDS } },
  'k-restart-freeze': { abandoned: { 'c#1': 'close' } },
  'k-restart-kill': { isCold: true },
  'k-restart-long': { isCold: true },
  'k-restart-term': { isCold: true },
  'l-bad-join-stalls-socket': { isCold: true },
  'n-no-primary-key-view-partition': { startedBefore: 20_000 },
};

/** Played by tests of their own, for the reason given. */
const ELSEWHERE: Record<string, string> = {
  'm-rate-limit-default': 'holds no SQL and only a count of the frames: rate-limit.test.ts',
  'k-restart-pg': 'the difference postgres-restart',
  'k-restart-pg-fast-hangs': 'the difference postgres-restart',
};

let database: TestDatabase;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
});

after(() => database.close());

describe('the server sends what the real one was recorded to send', async () => {
  for (const name of await transcriptNames()) {
    if (name in ELSEWHERE) continue;
    it(name, async () => {
      await resetTables(database);
      const entries = await readTranscript(name);
      const replay = new Replay(database, entries, OPTIONS[name]);
      await replay.run();
      const recorded = recordedFrames(entries);
      const ours = new Map(
        [...replay.clients].map(([socket, { received }]) => [
          socket,
          received.map(({ data }): string | Buffer => data),
        ]),
      );
      compareStreams(streams(name, ours, 'ours', entries), streams(name, recorded, 'real', entries));
      assert.deepEqual(replay.responses, recordedResponses(entries));
      assert.deepEqual(
        replay.sqlErrors,
        entries.flatMap(({ dir, error }) => (dir === 'sql' && error ? [error] : [])),
      );
      for (const { sock, ev, code, message } of entries) {
        if (ev === 'close' && code !== 1005 && !message) {
          const client = replay.clients.get(sock!);
          if (client && client.failure === null && OPTIONS[name]?.abandoned?.[sock!] === undefined) {
            assert.equal(client.closed?.code, code, `${sock} closes with ${code}`);
          }
        }
        if (ev === 'error' && !message?.includes('ECONNREFUSED'))
          assert.equal(replay.clients.get(sock!)?.failure, message);
      }
    });
  }
});

/** As deepEqual, but says where: the streams hold hundreds of frames. */
function compareStreams(ours: Record<string, string[]>, real: Record<string, string[]>): void {
  for (const stream of new Set([...Object.keys(real), ...Object.keys(ours)])) {
    const [sent, wanted] = [ours[stream] ?? [], real[stream] ?? []];
    for (let index = 0; index < Math.max(sent.length, wanted.length); index++) {
      assert.equal(
        sent[index],
        wanted[index],
        `frame ${index} of ${stream} (${sent.length} sent, ${wanted.length} recorded)`,
      );
    }
  }
}

function recordedFrames(entries: Entry[]): Map<string, (string | Buffer)[]> {
  const frames = new Map<string, (string | Buffer)[]>();
  for (const { dir, sock, raw, binary_base64 } of entries) {
    if (dir !== 'in') continue;
    frames.set(sock!, [...(frames.get(sock!) ?? []), raw ?? Buffer.from(binary_base64!, 'base64')]);
  }
  return frames;
}

/** Frames by socket and topic: between topics (processes of their own on the real server) there is no order to hold to. */
function streams(
  name: string,
  sockets: Map<string, (string | Buffer)[]>,
  side: Side,
  entries: Entry[],
): Record<string, string[]> {
  const reader = new FrameReader();
  const result: Record<string, string[]> = {};
  for (const [socket, frames] of [...sockets].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const scratch = new FrameReader();
    const all = frames.map((data) => ({ ...scratch.read(data), data }));
    for (const { data } of without(differences, { scenario: name, socket, frames: all, side, entries })) {
      const { topic, event, text } = reader.read(data);
      const stream = topic === 'realtime:pres' ? `${socket} ${topic} ${event}` : `${socket} ${topic}`;
      (result[stream] ??= []).push(text);
    }
  }
  return result;
}

function recordedResponses(entries: Entry[]): { path: string; status: number; body: string }[] {
  return entries.flatMap(({ dir, path, status, body, text, host }) => {
    if (text === 'httpSend') return [{ path: 'POST /room/events/via-http', status: 202, body: '' }];
    if (text === 'REST /api/broadcast') return [{ path: 'POST ', status: 202, body: '' }];
    if (dir !== 'http') return [];
    if (host !== 'realtime-dev.localhost') return [{ path: path!, status: 101, body: '' }];
    return [{ path: path!, status: status!, body: body ?? '' }];
  });
}
