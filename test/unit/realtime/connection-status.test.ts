/** The truth table of the one word a reader is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConnectionStatus, Problem } from '../../../src/domain/status.ts';
import type { ConnectionState } from '../../../src/realtime/connection.ts';
import { reportStatus, type ChannelReport } from '../../../src/realtime/connection-status.ts';

const problem: Problem = { code: 'not-published', message: 'm', remedy: 'r', permanent: true };
const open: ConnectionState = { name: 'open' };

const flowing: ChannelReport = { state: 'flowing', problem: null, flowedOnce: true };
const newcomer: ChannelReport = { state: 'joining', problem: null, flowedOnce: false };
const joined: ChannelReport = { state: 'joined', problem: null, flowedOnce: false };
const lost: ChannelReport = { state: 'down', problem: null, flowedOnce: true };
const rejoined: ChannelReport = { state: 'joined', problem: null, flowedOnce: true };
const refused: ChannelReport = { state: 'refused', problem, flowedOnce: false };
const retried: ChannelReport = { state: 'joining', problem, flowedOnce: true };

type Expected = readonly [first: ConnectionStatus, again: ConnectionStatus];
const always = (status: ConnectionStatus): Expected => [status, status];
const underway: Expected = ['connecting', 'reconnecting'];

const whileOpen: readonly (readonly [name: string, channels: readonly ChannelReport[], expected: Expected])[] = [
  ['nothing to follow', [], always('connected')],
  ['one that flows', [flowing], always('connected')],
  ['one that joins', [newcomer], underway],
  ['one that has joined and does not flow yet', [joined], underway],
  ['one that flowed and is lost', [lost], underway],
  ['one that flowed, was lost and has joined again', [rejoined], underway],
  ['several that flow', [flowing, flowing], always('connected')],
  ['a newcomer beside one that flows', [flowing, newcomer], always('connected')],
  ['one lost beside one that flows', [flowing, lost], underway],
  ['one lost and a newcomer beside one that flows', [flowing, newcomer, lost], underway],
  ['newcomers alone', [newcomer, joined], underway],
  ['one refused beside one that flows', [refused, flowing], always('connected')],
  ['one refused beside a newcomer', [refused, newcomer], underway],
  ['one refused alone', [refused], always('error')],
  ['all refused', [refused, refused], always('error')],
  ['one refused that is tried again, alone', [retried], always('error')],
  ['one refused that is tried again beside one that flows', [retried, flowing], always('connected')],
];

describe('reportStatus', () => {
  for (const [name, channels, [first, again]] of whileOpen) {
    it(`with ${name}: ${first}, and once it had been connected ${again}`, () => {
      for (const [connectedOnce, status] of [
        [false, first],
        [true, again],
      ] as const) {
        const report = reportStatus(open, channels, connectedOnce);
        assert.equal(report.status, status);
        assert.equal(report.error, status === 'error' ? problem : null);
        assert.equal(report.nextRetryAt, null);
      }
    });
  }

  it('is disconnected while it rests, whatever for', () => {
    for (const why of ['not-started', 'stopped', 'hidden', 'offline'] as const) {
      const report = reportStatus({ name: 'resting', why }, [lost], true);
      assert.deepEqual(report, { status: 'disconnected', nextRetryAt: null, error: null });
    }
  });

  it('is on the way while it opens, for the first time or again', () => {
    assert.equal(reportStatus({ name: 'opening' }, [newcomer], false).status, 'connecting');
    assert.equal(reportStatus({ name: 'opening' }, [lost], true).status, 'reconnecting');
  });

  it('tells when the next try is due', () => {
    const until = Date.UTC(2026, 0, 1, 12);
    const report = reportStatus({ name: 'waiting', until }, [lost], true);
    assert.deepEqual(report, { status: 'reconnecting', nextRetryAt: new Date(until), error: null });
  });

  it('tells what a person has to do', () => {
    const report = reportStatus({ name: 'refused', problem }, [flowing], true);
    assert.deepEqual(report, { status: 'error', nextRetryAt: null, error: problem });
  });
});
