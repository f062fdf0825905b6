/** Frames of the wire: the sound ones are read, anything else is told from them and never thrown. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBroadcast, readFrame } from '../../../src/realtime/frame.ts';

const change = (record: string): string =>
  `[null,null,"realtime:a","postgres_changes",{"data":{"type":"INSERT","columns":[],"record":${record}},"ids":[1]}]`;

describe('readFrame', () => {
  it('reads a reply, a system message and a change', () => {
    const reply = '["6","6","realtime:a","phx_reply",{"status":"ok","response":{}}]';
    assert.deepEqual(readFrame(reply), {
      join_ref: '6',
      ref: '6',
      topic: 'realtime:a',
      event: 'phx_reply',
      payload: { status: 'ok', response: {} },
    });
    assert.equal(readFrame(change('{"id": 1}'))?.event, 'postgres_changes');
  });

  it('keeps the digits of a key that a double cannot hold', () => {
    const { data } = readFrame(change('{"id": 9007199254740993, "price": 12.50}'))!.payload as {
      data: { record: object };
    };
    assert.deepEqual(data.record, { id: '9007199254740993', price: 12.5 });
  });

  const hostile = [
    '',
    'hello',
    '{"topic":"realtime:a"}',
    'null',
    '[]',
    '[null,null,"realtime:a","postgres_changes",null]',
    '[null,null,"realtime:a","postgres_changes",{}]',
    '[null,null,"realtime:a","postgres_changes",{"data":null,"ids":[1]}]',
    '[null,null,"realtime:a","postgres_changes",{"data":{"columns":"id"},"ids":[1]}]',
    '[null,null,7,"phx_reply",{}]',
    '[{},null,"realtime:a","phx_reply",{}]',
    '[null,null,"realtime:a","phx_reply",[]]',
    '[null,null,"realtime:a","phx_reply"]',
  ];
  for (const text of hostile) {
    it(`says that this is none: ${text.slice(0, 60)}`, () => assert.equal(readFrame(text), null));
  }
});

/** As `Serializer` of the server writes it. */
function broadcastFrame(body: string, { kind = 4, encoding = 1, topic = 'realtime:a', event = 'UPDATE' } = {}) {
  const meta = '{"id":"m"}';
  const [topicBytes, eventBytes, metaBytes, bodyBytes] = [topic, event, meta, body].map((text) => Buffer.from(text));
  const head = [kind, topicBytes!.length, eventBytes!.length, metaBytes!.length, encoding];
  const bytes = Buffer.concat([Buffer.from(head), topicBytes!, eventBytes!, metaBytes!, bodyBytes!]);
  return new Uint8Array(bytes).buffer;
}

describe('readBroadcast', () => {
  it('reads what SQL sent, and keeps the digits of a key that a double cannot hold', () => {
    const frame = readBroadcast(
      broadcastFrame('{"record": {"id": 9007199254740993, "name": "é😀"}}', { topic: 'é😀' }),
    );
    assert.deepEqual(frame, {
      join_ref: null,
      ref: null,
      topic: 'é😀',
      event: 'broadcast',
      payload: {
        type: 'broadcast',
        event: 'UPDATE',
        payload: { record: { id: '9007199254740993', name: 'é😀' } },
      },
    });
  });

  it('is not misled by other kinds, other bodies, and frames that are cut short', () => {
    assert.equal(readBroadcast(broadcastFrame('{}', { kind: 3 })), null);
    assert.equal(readBroadcast(broadcastFrame('{}', { encoding: 0 })), null);
    assert.equal(readBroadcast(broadcastFrame('{')), null);
    assert.equal(readBroadcast(broadcastFrame('{}').slice(0, 9)), null);
    assert.equal(readBroadcast(new ArrayBuffer(0)), null);
  });
});
