/** Pub-sub: in order, at once, and no listener pays for another. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RowEvent } from '../../../src/realtime/change-payload.ts';
import { RealtimeEventDispatcher } from '../../../src/realtime/event-dispatcher.ts';

function eventOf(table: string, id = 'a', schema = 'public'): RowEvent {
  return {
    type: 'insert',
    schema,
    table,
    record: { id },
    old: {},
    faulty: false,
    committedAt: null,
    source: 'changes',
  };
}

function dispatcherWithErrors(): { dispatcher: RealtimeEventDispatcher; errors: unknown[] } {
  const errors: unknown[] = [];
  return { dispatcher: new RealtimeEventDispatcher((error) => errors.push(error)), errors };
}

describe('RealtimeEventDispatcher', () => {
  it('calls every listener of the table before dispatch returns, in the order they came', () => {
    const { dispatcher } = dispatcherWithErrors();
    const heard: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      dispatcher.subscribe('public', 'products', ({ record }) => heard.push(`${name} ${String(record.id)}`));
    }
    dispatcher.dispatch(eventOf('products', 'a'));
    assert.deepEqual(heard, ['first a', 'second a', 'third a']);
    dispatcher.dispatch(eventOf('products', 'b'));
    assert.deepEqual(heard.slice(3), ['first b', 'second b', 'third b']);
  });

  it('keeps tables apart, and namesakes in other schemas', () => {
    const { dispatcher } = dispatcherWithErrors();
    const heard: string[] = [];
    dispatcher.subscribe('public', 'products', () => heard.push('public.products'));
    dispatcher.subscribe('shop', 'products', () => heard.push('shop.products'));
    dispatcher.subscribe('public', 'tickets', () => heard.push('public.tickets'));
    dispatcher.dispatch(eventOf('products', 'a', 'shop'));
    assert.deepEqual(heard, ['shop.products']);
  });

  it('does not mistake a dot in a name for the one between schema and table', () => {
    const { dispatcher } = dispatcherWithErrors();
    let heard = 0;
    dispatcher.subscribe('a.b', 'c', () => (heard += 1));
    dispatcher.dispatch(eventOf('b.c', 'x', 'a'));
    assert.equal(heard, 0);
  });

  it('tells those who follow everything, also a table named like their own mark', () => {
    const { dispatcher } = dispatcherWithErrors();
    const heard: string[] = [];
    dispatcher.subscribeToAll(({ table }) => heard.push(table));
    dispatcher.dispatch(eventOf('products'));
    dispatcher.dispatch(eventOf('*'));
    assert.deepEqual(heard, ['products', '*']);
  });

  it('goes on after a listener that throws, and reports its first exception alone', () => {
    const { dispatcher, errors } = dispatcherWithErrors();
    const heard: string[] = [];
    dispatcher.subscribe('public', 'products', ({ record }) => {
      throw new Error(`cannot take ${String(record.id)}`);
    });
    dispatcher.subscribe('public', 'products', ({ record }) => heard.push(String(record.id)));
    dispatcher.dispatch(eventOf('products', 'a'));
    dispatcher.dispatch(eventOf('products', 'b'));
    assert.deepEqual(heard, ['a', 'b']);
    assert.deepEqual(errors.map(String), ['Error: cannot take a']);
  });

  it('reports each listener that throws, not the first of them alone', () => {
    const { dispatcher, errors } = dispatcherWithErrors();
    for (const name of ['one', 'other']) {
      dispatcher.subscribe('public', 'products', () => {
        throw new Error(name);
      });
    }
    dispatcher.dispatch(eventOf('products'));
    assert.deepEqual(errors.map(String), ['Error: one', 'Error: other']);
  });

  it('does not call a listener that another one ended while the event was going round', () => {
    const { dispatcher } = dispatcherWithErrors();
    const heard: string[] = [];
    const ends: (() => void)[] = [];
    dispatcher.subscribe('public', 'products', () => {
      heard.push('first');
      ends.forEach((end) => end());
    });
    ends.push(dispatcher.subscribe('public', 'products', () => heard.push('ended')));
    dispatcher.subscribe('public', 'products', () => heard.push('last'));
    dispatcher.dispatch(eventOf('products'));
    assert.deepEqual(heard, ['first', 'last']);
  });

  it('lets a listener end itself without skipping the next', () => {
    const { dispatcher } = dispatcherWithErrors();
    const heard: string[] = [];
    const end = dispatcher.subscribe('public', 'products', () => {
      heard.push('once');
      end();
    });
    dispatcher.subscribe('public', 'products', () => heard.push('always'));
    dispatcher.dispatch(eventOf('products'));
    dispatcher.dispatch(eventOf('products'));
    assert.deepEqual(heard, ['once', 'always', 'always']);
  });

  it('takes the same function twice as two subscriptions, each with its own end', () => {
    const { dispatcher } = dispatcherWithErrors();
    let heard = 0;
    const listener = (): void => void (heard += 1);
    const end = dispatcher.subscribe('public', 'products', listener);
    dispatcher.subscribe('public', 'products', listener);
    dispatcher.dispatch(eventOf('products'));
    assert.equal(heard, 2);
    end();
    end();
    dispatcher.dispatch(eventOf('products'));
    assert.equal(heard, 3);
  });

  it('still knows a subscription made after the last one of the table had ended', () => {
    const { dispatcher } = dispatcherWithErrors();
    let heard = 0;
    const end = dispatcher.subscribe('public', 'products', () => undefined);
    end();
    dispatcher.subscribe('public', 'products', () => (heard += 1));
    end();
    dispatcher.dispatch(eventOf('products'));
    assert.equal(heard, 1);
  });
});
