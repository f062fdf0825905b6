/** The mechanisms of the engine, each with the text that switches it off. */
export interface Mutant {
  readonly name: string;
  /** Under `src/`. */
  readonly file: string;
  /** Stands in it exactly once. */
  readonly from: string;
  readonly to: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'no fence on system ok',
    file: 'sync/synchroniser.ts',
    from: '      this.#refusal = null;\n      this.#fence();',
    to: '      this.#refusal = null;',
  },
  {
    name: 'no fence on return',
    file: 'sync/synchroniser.ts',
    from: '    this.#schedule.resume();\n    this.#fence();',
    to: '    this.#schedule.resume();',
  },
  {
    name: 'no audit',
    file: 'sync/read-schedule.ts',
    from: "if (this.#live) this.#want('audit', this.#auditor.interval * (0.9 + chance * 0.2));",
    to: 'if (this.#live) return;',
  },
  { name: 'audit not adaptive', file: 'sync/auditor.ts', from: 'this.#interval = AUDIT_SHORTEST;', to: '' },
  {
    name: 'no trailing read',
    file: 'sync/read-schedule.ts',
    from: '    if (!this.#live) return;\n    const now',
    to: '    if (Math) return;\n    const now',
  },
  {
    name: 'no reads while the stream is down',
    file: 'sync/read-schedule.ts',
    from: "else this.#want('poll', POLL_EVERY * (0.5 + chance));",
    to: '',
  },
  { name: 'no verifier', file: 'sync/verifier.ts', from: 'if (this.#doubtful.size === 0 ||', to: 'if (Math ||' },
  {
    name: 'a read overrules newer events',
    file: 'sync/synchroniser.ts',
    from: '(key) => this.#touched.since(key, mark)',
    to: '() => false',
  },
  {
    name: 'a verification overrules newer events',
    file: 'sync/synchroniser.ts',
    from: 'const still = keys.filter((key) => this.#touched.since(key, mark));',
    to: 'const still: string[] = [];',
  },
  {
    name: 'an overtaken verification is applied',
    file: 'sync/synchroniser.ts',
    from: 'if (epoch !== this.#epoch || this.#adoptedMark > mark) return [];',
    to: 'if (epoch !== this.#epoch) return [];',
  },
  {
    name: 'a verification outlives its reader',
    file: 'sync/synchroniser.ts',
    from: 'if (epoch !== this.#epoch || this.#adoptedMark > mark) return [];',
    to: 'if (this.#adoptedMark > mark) return [];',
  },
  {
    name: 'an older read overrules a verification',
    file: 'sync/synchroniser.ts',
    from: 'for (const key of keys) this.#touched.touch(key);',
    to: '',
  },
  { name: 'replace instead of merge', file: 'sync/apply-event.ts', from: '{ ...held }', to: '{}' },
  {
    name: 'a short page is the end',
    file: 'sync/read-all.ts',
    from: '(length < limit && (length < longest || counted))',
    to: 'length < limit',
  },
  {
    name: 'no headroom',
    file: 'sync/page-size.ts',
    from: 'export const HEADROOM = 10;',
    to: 'export const HEADROOM = 0;',
  },
  {
    name: 'no refill',
    file: 'sync/row-window.ts',
    from: 'return !this.#complete && this.#entries.length < this.#limit + 3;',
    to: 'return false;',
  },
  {
    name: 'text order is trusted',
    file: 'sync/row-window.ts',
    from: 'if (this.#order.decidable) return false;',
    to: 'if (Math) return false;',
  },
  {
    name: 'the edge is ignored',
    file: 'sync/row-window.ts',
    from: 'return !this.#complete && this.#entries.placeOf(raw) === this.#entries.length;',
    to: 'return false;',
  },
  {
    name: 'a closed channel is not made again',
    file: 'realtime/table-channel.ts',
    from: "this.#again('the server closed the channel');",
    to: "this.drop('closed');",
  },
  {
    name: 'no watch for the missing mark',
    file: 'realtime/table-channel.ts',
    from: "() => this.#again('no word from the database')",
    to: '() => undefined',
  },
  {
    name: 'no watch on the clock',
    file: 'realtime/connection.ts',
    from: "if (slept) this.#wake('the computer slept', true);",
    to: '',
  },
  {
    name: 'a lost socket is not opened again',
    file: 'realtime/connection.ts',
    from: 'if (retryAfter < Infinity) this.#retry = this.#clock.setTimer(() => void this.#try(), retryAfter);',
    to: '',
  },
  {
    name: 'failed reads are not repeated',
    file: 'sync/read-schedule.ts',
    from: "this.#want('poll', Math.max(retryAfter ?? 0, ceiling",
    to: "void ('poll', Math.max(retryAfter ?? 0, ceiling",
  },
  {
    name: 'failed reads wait each for itself',
    file: 'live-session.ts',
    from: '      this.#tables.hurry();\n',
    to: '',
  },
  {
    name: 'waits outlive a fence',
    file: 'sync/read-schedule.ts',
    from: 'if (this.#failingSince !== null) this.#failingSince = this.#clock.now();',
    to: '',
  },
  {
    name: 'reads without a time limit',
    file: 'repositories/observed-reader.ts',
    from: 'limit.abort(tooLate), ANSWER_WITHIN',
    to: 'undefined, ANSWER_WITHIN',
  },
  {
    name: 'events before the first read are forgotten',
    file: 'sync/synchroniser.ts',
    from: 'for (const key of keysOf(this.#plan, event)) this.#touched.touch(key);',
    to: '',
  },
  {
    name: 'a lost insert is not noticed',
    file: 'sync/apply-event.ts',
    from: 'const windowDoubtful = lostInsert || ',
    to: 'const windowDoubtful = ',
  },
];
