/**
 * Time, timers and chance, in one place that tests replace: everything time-based in the kit takes a `Clock`, so that
 * a test runs hours of faults in virtual time and the same seed gives the same run.
 */

/** A timer that has been set; opaque. */
export type Timer = object | number;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `delay` milliseconds from now. */
  setTimer(task: () => void, delay: number): Timer;
  clearTimer(timer: Timer | undefined): void;
  /** A number in [0, 1): the jitter of backoff and audits. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (task, delay) => setTimeout(task, delay),
  clearTimer: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
  random: () => Math.random(),
};
