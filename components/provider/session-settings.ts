/** A provider's attributes as settings of a session; what cannot be read is said, and its default stands. */
import type { Problem } from '../../src/domain/status.ts';
import type { SessionOptions } from '../../src/session-options.ts';
import { parseDuration } from '../../src/page/duration.ts';

export interface ProviderAttributes {
  readonly url: string;
  readonly apiKey: string;
  readonly schema: string;
  readonly accessToken: SessionOptions['accessToken'] | null;
  readonly tokenUrl: string;
  readonly client: unknown;
  readonly source: string;
  readonly share: string;
  readonly auditInterval: string;
  readonly pauseWhenHidden: string;
  readonly pauseOffScreen: string;
  readonly maxEvents: number | null;
  readonly createSession: unknown;
}

type SourceName = NonNullable<SessionOptions['source']>;
type Complain = (problem: Problem) => void;

const sources: readonly SourceName[] = ['changes', 'broadcast', 'poll'];

export function sessionSettings(attributes: ProviderAttributes, complain: Complain): SessionOptions {
  return {
    url: attributes.url,
    apiKey: attributes.apiKey,
    schema: attributes.schema || 'public',
    accessToken: attributes.accessToken || undefined,
    tokenUrl: attributes.tokenUrl || undefined,
    client: attributes.client ?? undefined,
    source: sourceOf(attributes.source, complain),
    share: shareOf(attributes, complain),
    auditInterval: durationOf('audit-interval', attributes.auditInterval, '60s', complain),
    pauseWhenHidden: durationOf('pause-when-hidden', attributes.pauseWhenHidden, '5m', complain),
    pauseOffScreen: durationIn('pause-off-screen', attributes.pauseOffScreen, '30s', complain) ?? undefined,
    maxEvents: rateOf(attributes.maxEvents, complain),
  };
}

function sourceOf(value: string, complain: Complain): SourceName {
  const source = sources.find((name) => name === value);
  if (!source && value) complain(badAttribute('source', value, 'changes, broadcast or poll'));
  return source ?? 'changes';
}

function shareOf({ share, client }: ProviderAttributes, complain: Complain): SessionOptions['share'] {
  const shares = share === 'tabs' && !client;
  if (share && !shares)
    complain(badAttribute('share', share, client ? 'none: the connection of a client is its own' : 'tabs, or nothing'));
  return shares ? 'tabs' : undefined;
}

function durationOf(name: string, value: string, defaultValue: string, complain: Complain): number {
  return durationIn(name, value, defaultValue, complain) ?? parseDuration(defaultValue)!;
}

/** Null where nothing is written, or nothing that is a duration. */
function durationIn(name: string, value: string, example: string, complain: Complain): number | null {
  const duration = parseDuration(value);
  if (duration === null && value)
    complain(badAttribute(name, value, `a duration such as ${example}, or a number of seconds`));
  return duration;
}

function rateOf(value: number | null, complain: Complain): number | undefined {
  if (value === null || value > 0) return value ?? undefined;
  complain(badAttribute('max-events', String(value), 'a number above 0, such as 100'));
  return undefined;
}

function badAttribute(name: string, value: string, expected: string): Problem {
  return {
    code: 'bad-attribute',
    message: `The attribute ${name} cannot be "${value}".`,
    remedy: `Write ${expected}.`,
    permanent: false,
  };
}
