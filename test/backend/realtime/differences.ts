/**
 * Where our server is known to differ from the recorded one, each with its reason. The same list, word for word, stands
 * in the backend's README (a test compares them).
 */
import type { Entry, Frame } from './transcript.ts';

export type RawFrame = Frame & { data: string | Buffer };

export type Side = 'real' | 'ours';

export interface Stream {
  scenario: string;
  socket: string;
  frames: RawFrame[];
  side: Side;
  entries: Entry[];
}

export interface Difference {
  name: string;
  reason: string;
  /** Leaves out of a recorded or replayed stream what the difference is about. */
  apply?: (stream: Stream) => RawFrame[];
}

export const differences: Difference[] = [
  {
    name: 'leave-before-close',
    reason:
      'When a client leaves and closes its socket in the same breath, the real server’s answer to the leave (`phx_reply`, `phx_close`) is sometimes on the wire and sometimes not. Ours always sends it.',
    apply: ({ frames, socket, entries }) => {
      const closed = entries.find((entry) => entry.sock === socket && entry.ev === 'close' && entry.code === 1005);
      if (!closed) return frames;
      const left = entries.filter(
        (entry) => entry.sock === socket && entry.raw?.includes('"phx_leave"') && closed.t - entry.t < 3_000,
      );
      const leaves = left
        .map(({ raw }) => JSON.parse(raw!) as unknown)
        .map((frame) =>
          Array.isArray(frame)
            ? { reference: frame[1] as string, topic: frame[2] as string }
            : { reference: (frame as { ref: string }).ref, topic: (frame as { topic: string }).topic },
        );
      return frames.filter(
        ({ topic, event, reference }) =>
          !leaves.some(
            (leave) =>
              leave.topic === topic &&
              (event === 'phx_close' || (event === 'phx_reply' && leave.reference === reference)),
          ),
      );
    },
  },
  {
    name: 'leave-before-join',
    reason:
      'When a client leaves a topic and joins it again in the same breath, the real server sometimes sends the `phx_close` of the left channel and sometimes not (both were recorded). Ours always sends it.',
    apply: ({ frames, scenario, side }) =>
      scenario === 'i-leave' && side === 'ours'
        ? frames.filter(
            ({ topic, event, reference }, index) =>
              !(
                topic === 'realtime:i' &&
                event === 'phx_close' &&
                reference === '6' &&
                index > frames.findIndex((frame) => frame.event === 'phx_close')
              ),
          )
        : frames,
  },
  {
    name: 'cold-start-window',
    reason:
      'How long the first subscription after a start takes varies from run to run (1.2 to 2.7 s). Changes written meanwhile are lost on both servers, but not exactly the same ones.',
    apply: ({ frames, scenario, socket, entries }) => {
      if (!/^k-restart-(kill|long|term)$/.test(scenario)) return frames;
      const ofSocket = entries.filter(({ sock }) => sock === socket);
      const joined = ofSocket.find(({ dir }) => dir === 'out')?.t ?? 0;
      const subscribed = ofSocket.find(({ raw }) => raw?.includes('Subscribed to PostgreSQL'))?.t ?? 0;
      return withoutRows(frames, entries, joined, subscribed);
    },
  },
  {
    name: 'last-poll',
    reason:
      'A row written less than one poll (0.6 s) before its channel is left comes or does not come, on both servers.',
    apply: ({ frames, scenario, socket, entries }) => {
      if (!scenario.startsWith('k-restart')) return frames;
      const left = entries.find(({ sock, raw }) => sock === socket && raw?.includes('"phx_leave"'))?.t;
      return left === undefined ? frames : withoutRows(frames, entries, left - 600, left);
    },
  },
  {
    name: 'postgres-restart',
    reason:
      'The database is part of the process: it cannot be restarted under a running Realtime, so the rows the real server loses while its Postgres restarts are not lost here (scenarios k-restart-pg, k-restart-pg-fast-hangs).',
  },
  {
    name: 'one-tenant',
    reason: 'There is one project, so no host name answers 404 `Tenant not found`.',
  },
];

export function without(list: Difference[], stream: Stream): RawFrame[] {
  return list.reduce((frames, { apply }) => apply?.({ ...stream, frames }) ?? frames, stream.frames);
}

/** Leaves out the changes of rows inserted in that time. */
function withoutRows(frames: RawFrame[], entries: Entry[], from: number, until: number): RawFrame[] {
  const names = entries
    .filter(({ dir, t, sql }) => dir === 'sql' && t > from && t < until && sql !== undefined)
    .map(({ sql }) => `"name":${JSON.stringify(/'(.*)'/.exec(sql!)?.[1] ?? '')}`);
  return frames.filter(({ text }) => !names.some((name) => text.includes(name)));
}
