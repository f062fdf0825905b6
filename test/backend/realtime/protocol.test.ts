/** The wire, byte by byte where it is binary; frames are those of the transcripts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeBinary, decodeText, encodeBroadcast, encodeFrame } from '../../../demo/server/realtime/protocol.ts';

describe('the wire', () => {
  it('reads both versions of a text frame', () => {
    const expected = { joinReference: '6', reference: '7', topic: 'realtime:a', event: 'phx_leave', payload: {} };
    assert.deepEqual(decodeText('2.0.0', '["6","7","realtime:a","phx_leave",{}]'), expected);
    const old = '{"topic":"realtime:a","event":"phx_leave","payload":{},"ref":"7","join_ref":"6"}';
    assert.deepEqual(decodeText('1.0.0', old), expected);
  });

  it('what is no frame is null', () => {
    for (const text of ['not json', 'null', '{}', '[]', '1', '["6","7",8,"phx_leave",{}]', '["6","7","a"]']) {
      assert.equal(decodeText('2.0.0', text), null, text);
      assert.equal(decodeText('1.0.0', text), null, text);
    }
    for (const bytes of [[], [3], [4, 0, 0, 0, 0, 0, 0], [3, 1, 1, 1, 1, 1, 1, 65]]) {
      assert.equal(decodeBinary(Buffer.from(bytes)), null, String(bytes));
    }
  });

  it('reads a broadcast of the client and writes one of the server, as recorded', () => {
    const frame = decodeBinary(Buffer.from('AwEBDQIAATY3cmVhbHRpbWU6cm9vbWhpeyJuIjoxfQ==', 'base64'))!;
    assert.deepEqual(
      [frame.joinReference, frame.reference, frame.topic, frame.event],
      ['6', '7', 'realtime:room', 'broadcast'],
    );
    const { event, metadata, isJson, body } = frame.broadcast!;
    assert.deepEqual([event, metadata, isJson, body.toString()], ['hi', '', true, '{"n":1}']);
    const answer = encodeBroadcast('2.0.0', { topic: frame.topic, event, metadata, isJson, body }) as Buffer;
    assert.equal(answer.toString('base64'), 'BA0CAAFyZWFsdGltZTpyb29taGl7Im4iOjF9');
  });

  it('writes both versions of a frame, its payload untouched', () => {
    const frame = {
      joinReference: '6',
      reference: null,
      topic: 'realtime:a',
      event: 'system',
      payload: '{"price": 12.50}',
    };
    assert.equal(encodeFrame('2.0.0', frame), '["6",null,"realtime:a","system",{"price": 12.50}]');
    assert.equal(
      encodeFrame('1.0.0', frame),
      '{"ref":null,"event":"system","topic":"realtime:a","payload":{"price": 12.50}}',
    );
  });

  it('a broadcast reaches a client of the old version as JSON', () => {
    const body = Buffer.from('{"n":1}');
    const text = encodeBroadcast('1.0.0', {
      topic: 'realtime:room',
      event: 'hi',
      metadata: '{"id":"1"}',
      isJson: true,
      body,
    });
    assert.deepEqual(JSON.parse(text as string), {
      ref: null,
      event: 'broadcast',
      topic: 'realtime:room',
      payload: { event: 'hi', meta: { id: '1' }, payload: { n: 1 }, type: 'broadcast' },
    });
  });
});
