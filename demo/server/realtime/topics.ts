/**
 * The channels of each topic, over all sockets, and what passes between them: broadcasts and presence. A private topic
 * and a public one of the same name are two topics, as on the real server.
 */
import { Presence, type PresenceDiff } from './presence.ts';
import type { OutgoingBroadcast } from './protocol.ts';

/** A channel, as far as its fellows see it. */
export interface Participant {
  readonly presenceEnabled: boolean;
  pushBroadcast(broadcast: OutgoingBroadcast): void;
  push(event: string, payload: string): void;
}

interface Topic {
  participants: Set<Participant>;
  presence: Presence<Participant>;
}

export class Topics {
  private readonly topics = new Map<string, Topic>();

  join(name: string, isPrivate: boolean, participant: Participant): void {
    this.topicOf(name, isPrivate).participants.add(participant);
  }

  leave(name: string, isPrivate: boolean, participant: Participant): void {
    const topic = this.topicOf(name, isPrivate);
    topic.participants.delete(participant);
    this.untrack(name, isPrivate, participant);
    if (topic.participants.size === 0 && topic.presence.isEmpty) this.topics.delete(keyOf(name, isPrivate));
  }

  /** A broadcast that travels as a binary frame. */
  broadcast(name: string, isPrivate: boolean, broadcast: Omit<OutgoingBroadcast, 'topic'>, except?: Participant): void {
    for (const participant of this.participants(name, isPrivate)) {
      if (participant !== except) participant.pushBroadcast({ ...broadcast, topic: `realtime:${name}` });
    }
  }

  /** A broadcast that travels as a JSON frame; `payload` is the whole message. */
  broadcastText(name: string, isPrivate: boolean, payload: string, except?: Participant): void {
    for (const participant of this.participants(name, isPrivate)) {
      if (participant !== except) participant.push('broadcast', payload);
    }
  }

  presenceState(name: string, isPrivate: boolean): string {
    return JSON.stringify(this.topicOf(name, isPrivate).presence.state);
  }

  track(
    name: string,
    isPrivate: boolean,
    participant: Participant,
    key: string,
    payload: Record<string, unknown>,
  ): void {
    this.sendDiff(name, isPrivate, this.topicOf(name, isPrivate).presence.track(participant, key, payload));
  }

  untrack(name: string, isPrivate: boolean, participant: Participant): void {
    this.sendDiff(name, isPrivate, this.topicOf(name, isPrivate).presence.untrack(participant));
  }

  private sendDiff(name: string, isPrivate: boolean, diff: PresenceDiff | null): void {
    if (diff === null) return;
    const payload = JSON.stringify(diff);
    for (const participant of this.participants(name, isPrivate)) {
      if (participant.presenceEnabled) participant.push('presence_diff', payload);
    }
  }

  private participants(name: string, isPrivate: boolean): Participant[] {
    return [...(this.topics.get(keyOf(name, isPrivate))?.participants ?? [])];
  }

  private topicOf(name: string, isPrivate: boolean): Topic {
    const key = keyOf(name, isPrivate);
    let topic = this.topics.get(key);
    if (!topic) {
      topic = { participants: new Set(), presence: new Presence() };
      this.topics.set(key, topic);
    }
    return topic;
  }
}

function keyOf(name: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'}:${name}`;
}
