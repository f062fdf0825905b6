/**
 * Time, as the server sees it. Injected so that a test can let a minute pass in a millisecond: the transcripts hold
 * waits of up to 75 seconds (idle timeout, rate limit, reconnects).
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `callback` once after `milliseconds`; answers a function that prevents it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    // setTimeout fires at once for anything above 2^31-1; a token that is good for a year must not.
    const timer = setTimeout(callback, Math.min(milliseconds, 0x7fffffff));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

interface Appointment {
  at: number;
  order: number;
  callback: () => void;
}

/** A clock that stands still until it is told to go on. */
export class VirtualClock implements Clock {
  private time: number;
  private order = 0;
  private appointments: Appointment[] = [];

  constructor(start: number = Date.now()) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const appointment = { at: this.time + Math.max(0, milliseconds), order: this.order++, callback };
    this.appointments.push(appointment);
    this.appointments.sort((one, other) => one.at - other.at || one.order - other.order);
    return () => {
      this.appointments = this.appointments.filter((candidate) => candidate !== appointment);
    };
  }

  /** Lets time pass up to `until`, one appointment after another, and calls `settle` after each. */
  async advanceTo(until: number, settle: () => Promise<void>): Promise<void> {
    await settle();
    for (let next = this.appointments[0]; next && next.at <= until; next = this.appointments[0]) {
      this.appointments.shift();
      this.time = Math.max(this.time, next.at);
      next.callback();
      await settle();
    }
    this.time = Math.max(this.time, until);
  }
}
