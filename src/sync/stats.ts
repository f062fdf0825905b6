/** What a provider counts, for `provider.stats`. */
export interface SyncStats {
  /** Events that changed the rows of a list; one event may do so in several lists. */
  eventsApplied: number;
  /** Reads because something may have been missed. */
  fences: number;
  /** Reads of single doubtful rows. */
  verifications: number;
  /** Reads because it was time. */
  audits: number;
  /** Rows that a read put right after the stream had left them wrong. */
  repairs: number;
}

export function newStats(): SyncStats {
  return { eventsApplied: 0, fences: 0, verifications: 0, audits: 0, repairs: 0 };
}
