/** From what the server sends to what a listener gets. Shapes as in transcripts a-basic-changes and j-types-large-rows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import { toLiveChange, toRowEvent } from '../../../src/realtime/change-payload.ts';
import type { ChangePayload } from '../../../src/realtime/transport.ts';
import { changePayload } from '../../support/scripted-transport.ts';

const asIs = (raw: RawRow): RawRow => raw;

function eventOf(payload: Partial<ChangePayload>) {
  const event = toRowEvent(changePayload(payload), 'changes');
  assert.ok(event !== null, 'it is a change');
  return event;
}

describe('toRowEvent', () => {
  it('reads an insert', () => {
    const event = eventOf({ eventType: 'INSERT', new: { id: 'a', name: 'Mug' } });
    assert.deepEqual(event, {
      type: 'insert',
      schema: 'public',
      table: 'products',
      record: { id: 'a', name: 'Mug' },
      old: {},
      faulty: false,
      committedAt: new Date('2026-01-01T00:00:00.000Z'),
      source: 'changes',
    });
  });

  it('reads an update and a delete, whose row is in `old`', () => {
    assert.equal(eventOf({ eventType: 'UPDATE', new: { id: 'a' }, old: { id: 'a' } }).type, 'update');
    const gone = eventOf({ eventType: 'DELETE', new: {}, old: { id: 'a' } });
    assert.deepEqual([gone.type, gone.record, gone.old], ['delete', {}, { id: 'a' }]);
  });

  it('says when the server could not show the row', () => {
    assert.equal(eventOf({ errors: ['Error 413: Payload Too Large'] }).faulty, true);
    assert.equal(eventOf({ errors: [] }).faulty, false);
    assert.equal(eventOf({ errors: null }).faulty, false);
  });

  it('has no commit time where none was told, or none that can be read', () => {
    assert.equal(eventOf({ commit_timestamp: null }).committedAt, null);
    assert.equal(eventOf({ commit_timestamp: 'soon' }).committedAt, null);
  });

  it('refuses what is no change', () => {
    const broken: Partial<Record<keyof ChangePayload, unknown>>[] = [
      { eventType: 'TRUNCATE' },
      { eventType: undefined },
      { eventType: 'toString' },
      { new: null },
      { new: [] },
      { old: 'a' },
      { old: undefined },
    ];
    for (const part of broken) {
      assert.equal(toRowEvent({ ...changePayload(), ...part } as ChangePayload, 'changes'), null, JSON.stringify(part));
    }
  });

  it('gives a row that no listener can change under the others', () => {
    const { record } = eventOf({ eventType: 'UPDATE', new: { id: 'a' }, old: { id: 'a' } });
    assert.throws(() => Object.assign(record, { id: 'b' }), TypeError);
  });
});

describe('toLiveChange', () => {
  it('gives rows that no listener can change under the others', () => {
    const update = toLiveChange(eventOf({ eventType: 'UPDATE', new: { id: 'a' }, old: { id: 'a' } }), asIs);
    assert.throws(() => Object.assign(update.row, { id: 'b' }), TypeError);
    assert.throws(() => Object.assign(update.previous!, { id: 'b' }), TypeError);
    const deletion = toLiveChange(eventOf({ eventType: 'DELETE', new: {}, old: { id: 'a' } }), asIs);
    assert.throws(() => Object.assign(deletion.row, { id: 'b' }), TypeError);
  });

  it('gives an insert no previous row, and every column as changed', () => {
    const change = toLiveChange(eventOf({ new: { id: 'a', name: 'Mug' } }), asIs);
    assert.equal(change.type, 'insert');
    assert.equal(change.previous, null);
    assert.deepEqual([...change.changed], ['id', 'name']);
  });

  it('takes of an update what is known of before for previous: the key, and with FULL identity all of it', () => {
    const keyOnly = toLiveChange(
      eventOf({ eventType: 'UPDATE', new: { id: 'a', name: 'Cup', stock: 3 }, old: { id: 'a' } }),
      asIs,
    );
    assert.deepEqual(keyOnly.previous, { id: 'a' });
    assert.deepEqual([...keyOnly.changed], ['name', 'stock']);
    const full = toLiveChange(
      eventOf({
        eventType: 'UPDATE',
        new: { id: 'a', name: 'Cup', stock: 3 },
        old: { id: 'a', name: 'Mug', stock: 3 },
      }),
      asIs,
    );
    assert.deepEqual([...full.changed], ['name']);
  });

  it('gives of a deleted row its key', () => {
    const change = toLiveChange(eventOf({ eventType: 'DELETE', new: {}, old: { id: 'a' } }), asIs);
    assert.deepEqual([change.row, change.previous], [{ id: 'a' }, { id: 'a' }]);
    assert.equal(change.changed.size, 0);
  });

  it('compares rows as entities, so that a number sent as text is no change', () => {
    const toEntity = (raw: RawRow): RawRow => ({ ...raw, ...('price' in raw && { price: Number(raw.price) }) });
    const change = toLiveChange(
      eventOf({ eventType: 'UPDATE', new: { id: 'a', price: '9.50' }, old: { id: 'a', price: 9.5 } }),
      toEntity,
    );
    assert.deepEqual(change.row, { id: 'a', price: 9.5 });
    assert.equal(change.changed.size, 0);
  });

  it('does not touch the event: its rows are shared', () => {
    const event = eventOf({ new: { id: 'a', tags: ['x'] } });
    const before = structuredClone(event);
    toLiveChange(event, asIs);
    assert.deepEqual(event, before);
  });
});
