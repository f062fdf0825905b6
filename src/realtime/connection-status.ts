/** One word for the reader out of the states of the socket and of every channel. It never claims more than is known. */
import type { ConnectionStatus, Problem } from '../domain/status.ts';
import type { ConnectionState } from './connection.ts';
import type { ChannelState } from './table-channel.ts';

export interface StatusReport {
  readonly status: ConnectionStatus;
  readonly nextRetryAt: Date | null;
  readonly error: Problem | null;
}

export interface ChannelReport {
  readonly state: ChannelState;
  readonly problem: Problem | null;
  readonly flowedOnce: boolean;
}

/** @param connectedOnce - whether this provider has been `connected` before: then a way back is `reconnecting`. */
export function reportStatus(
  connection: ConnectionState,
  channels: readonly ChannelReport[],
  connectedOnce: boolean,
): StatusReport {
  const underway: ConnectionStatus = connectedOnce ? 'reconnecting' : 'connecting';
  switch (connection.name) {
    case 'resting':
      return { status: 'disconnected', nextRetryAt: null, error: null };
    case 'refused':
      return { status: 'error', nextRetryAt: null, error: connection.problem };
    case 'opening':
      return { status: underway, nextRetryAt: null, error: null };
    case 'waiting':
      return { status: underway, nextRetryAt: new Date(connection.until), error: null };
    case 'open':
      return { ...reportChannels(channels, underway), nextRetryAt: null };
  }
}

function reportChannels(
  channels: readonly ChannelReport[],
  underway: ConnectionStatus,
): Pick<StatusReport, 'status' | 'error'> {
  // A refused table stays refused while it is tried again now and then: the page need not hear of each try.
  const healthy = channels.filter((channel) => channel.problem === null);
  const refused = channels.find((channel) => channel.problem !== null);
  // One refused table is its widgets' error. When every table is, nothing flows at all, and the provider says why.
  if (healthy.length === 0 && refused !== undefined) return { status: 'error', error: refused.problem };
  const waiting = healthy.filter((channel) => channel.state !== 'flowing');
  if (waiting.length === 0) return { status: 'connected', error: null };
  // A table that joins for the first time has lost nothing: while others flow, it shows on its own widget alone.
  const newcomersOnly = waiting.length < healthy.length && waiting.every((channel) => !channel.flowedOnce);
  return { status: newcomersOnly ? 'connected' : underway, error: null };
}
