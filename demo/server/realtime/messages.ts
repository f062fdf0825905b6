/**
 * Messages that SQL sends: realtime.send() and realtime.broadcast_changes() write them to realtime.messages, a trigger
 * hands them over, and they go out at once, without a poll. Replay reads the same table.
 */
import type { Database } from '../database-port.ts';
import type { Activity } from './activity.ts';
import type { Topics } from './topics.ts';

interface HandedOver {
  message_id: string;
  topic: string;
  event: string;
  payload: string;
  private: boolean;
}

export class Messages {
  private readonly database: Database;
  private readonly topics: Topics;
  private readonly activity: Activity;
  private isSending = false;
  private hasNews = false;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(database: Database, topics: Topics, activity: Activity) {
    this.database = database;
    this.topics = topics;
    this.activity = activity;
  }

  async open(): Promise<void> {
    await this.database.exec('truncate _realtime.outbox');
    this.stopListening = await this.database.listen('realtime_messages', () => this.send());
  }

  async close(): Promise<void> {
    await this.stopListening?.();
  }

  private send(): void {
    this.hasNews = true;
    if (this.isSending) return;
    this.isSending = true;
    void this.activity.run(() => this.sendAll());
  }

  private async sendAll(): Promise<void> {
    try {
      while (this.hasNews) {
        this.hasNews = false;
        await this.sendOnce();
      }
    } catch (error) {
      console.error('realtime: messages could not be sent:', error);
    }
    this.isSending = false;
  }

  private async sendOnce(): Promise<void> {
    const { rows } = await this.database.query<HandedOver>(
      `with sent as (delete from _realtime.outbox returning *)
       select message_id::text, topic, event, payload, private from sent order by id`,
    );
    for (const { message_id, topic, event, payload, private: isPrivate } of rows) {
      this.topics.broadcast(topic, isPrivate, {
        event,
        metadata: JSON.stringify({ id: message_id }),
        isJson: true,
        body: Buffer.from(payload, 'utf8'),
      });
    }
  }
}

export interface Replay {
  /** Milliseconds since the epoch. */
  since: number;
  limit: number;
}

/** At most this many are replayed, whatever is asked for. */
const MOST_REPLAYED = 25;

export function parseReplay(value: unknown): Replay | null {
  if (typeof value !== 'object' || value === null) return null;
  const { since, limit } = value as { since?: unknown; limit?: unknown };
  if (typeof since !== 'number') return null;
  return { since, limit: Math.min(MOST_REPLAYED, typeof limit === 'number' ? Math.max(1, limit) : MOST_REPLAYED) };
}

/** The newest messages since then, oldest first, as the payloads of JSON broadcast frames. */
export async function readReplay(database: Database, topic: string, { since, limit }: Replay): Promise<string[]> {
  const { rows } = await database.query<{ id: string; event: string; payload: string }>(
    `select id, event, payload from (
       select id::text as id, event, coalesce(payload::text, 'null') as payload, inserted_at
       from realtime.messages
       where topic = $1 and private and extension = 'broadcast' and event is not null
         and inserted_at >= to_timestamp($2::float8 / 1000) at time zone 'UTC'
       order by inserted_at desc limit $3
     ) newest order by inserted_at`,
    [topic, since, limit],
  );
  return rows.map(({ id, event, payload }) => {
    const meta = JSON.stringify({ id, replayed: true });
    return `{"event":${JSON.stringify(event)},"meta":${meta},"payload":${payload},"type":"broadcast"}`;
  });
}
