/** The status of a session without a stream (`source="poll"`): what its reads say. */
import type { ConnectionStatus, Problem } from '../domain/status.ts';
import type { StatusReport } from './connection-status.ts';

export class PolledStatus {
  readonly #changed: () => void;
  #report: StatusReport = { status: 'disconnected', nextRetryAt: null, error: null };

  /** @param changed - told when the status is another one. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get report(): StatusReport {
    return this.#report;
  }

  begins(): void {
    this.#become('connecting');
  }

  rests(): void {
    this.#become('disconnected');
  }

  /** Only a person can help. */
  refused(problem: Problem): void {
    this.#become('error', problem);
  }

  readEnded(isGood: boolean): void {
    const { status } = this.#report;
    if (status === 'disconnected') return;
    this.#become(isGood ? 'connected' : status === 'connecting' ? 'connecting' : 'reconnecting');
  }

  #become(status: ConnectionStatus, error: Problem | null = null): void {
    if (status === this.#report.status) return;
    this.#report = { status, nextRetryAt: null, error };
    this.#changed();
  }
}
