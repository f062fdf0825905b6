/**
 * Faults on demand, the `socket` part of `POST /_faults`: a test asks for them and reads its seed back in its own log.
 * Which change frame is dropped, doubled or swapped is decided by a hash of the seed and the frame's number.
 */
export interface FaultSettings {
  /** The server swallows everything both ways and the socket stays open: half-open, as after sleep. */
  mute: boolean;
  /** Every frame of the server comes that much later. */
  delayMs: number;
  /** The shares (0 to 1) of postgres_changes frames that are lost, come twice, or come after the next one. */
  drop: number;
  double: number;
  reorder: number;
  seed: number;
  /** `late`: changes and "Subscribed to PostgreSQL" begin systemDelayMs later; `missing`: they never do. */
  systemOk: 'prompt' | 'late' | 'missing';
  systemDelayMs: number;
  /** New sockets are cut before the handshake. */
  refuseConnections: boolean;
  /** Another rate limit than the pace's own; null: the pace's own. */
  rateLimitPerSecond: number | null;
}

const NONE: FaultSettings = {
  mute: false,
  delayMs: 0,
  drop: 0,
  double: 0,
  reorder: 0,
  seed: 1,
  systemOk: 'prompt',
  systemDelayMs: 3_000,
  refuseConnections: false,
  rateLimitPerSecond: null,
};

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isDuration = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isShare = (value: unknown): boolean => isDuration(value) && (value as number) <= 1;

const RULES: Record<keyof FaultSettings, { accepts: (value: unknown) => boolean; expected: string }> = {
  mute: { accepts: isBoolean, expected: 'true or false' },
  delayMs: { accepts: isDuration, expected: 'a number of milliseconds' },
  drop: { accepts: isShare, expected: 'a number from 0 to 1' },
  double: { accepts: isShare, expected: 'a number from 0 to 1' },
  reorder: { accepts: isShare, expected: 'a number from 0 to 1' },
  seed: { accepts: Number.isSafeInteger, expected: 'a whole number' },
  systemOk: {
    accepts: (value) => value === 'prompt' || value === 'late' || value === 'missing',
    expected: '"prompt", "late" or "missing"',
  },
  systemDelayMs: { accepts: isDuration, expected: 'a number of milliseconds' },
  refuseConnections: { accepts: isBoolean, expected: 'true or false' },
  rateLimitPerSecond: { accepts: (value) => value === null || isDuration(value), expected: 'a number, or null' },
};

export class FaultError extends Error {
  override name = 'FaultError';
}

export class Faults {
  settings: FaultSettings = NONE;
  private frames = 0;
  private readonly onChange: (settings: FaultSettings) => void;
  private readonly onKill: () => void;

  constructor(onChange: (settings: FaultSettings) => void, onKill: () => void) {
    this.onChange = onChange;
    this.onKill = onKill;
  }

  /**
   * Puts these settings in force instead of those there were; `kill: true` besides cuts every socket, once. Throws a
   * FaultError that says what was wrong, and then changes nothing.
   */
  set(faults: unknown): void {
    if (typeof faults !== 'object' || faults === null || Array.isArray(faults)) {
      throw new FaultError('The socket faults must be a JSON object.');
    }
    const { kill = false, ...settings } = faults as Record<string, unknown>;
    if (!isBoolean(kill)) throw new FaultError('Socket fault "kill" must be true or false.');
    for (const [name, value] of Object.entries(settings)) {
      if (!Object.hasOwn(RULES, name)) {
        throw new FaultError(`Unknown socket fault "${name}"; known are kill, ${Object.keys(RULES).join(', ')}.`);
      }
      const rule = RULES[name as keyof FaultSettings];
      if (!rule.accepts(value)) throw new FaultError(`Socket fault "${name}" must be ${rule.expected}.`);
    }
    this.settings = { ...NONE, ...(settings as Partial<FaultSettings>) };
    this.frames = 0;
    this.onChange(this.settings);
    if (kill) this.kill();
  }

  reset(): void {
    this.settings = NONE;
    this.frames = 0;
    this.onChange(this.settings);
  }

  /** Cuts every socket without a word: the client sees 1006. */
  kill(): void {
    this.onKill();
  }

  /** What becomes of the next postgres_changes frame. */
  fate(): 'send' | 'drop' | 'double' | 'reorder' {
    const { drop, double, reorder, seed } = this.settings;
    if (drop + double + reorder === 0) return 'send';
    const chance = hash(seed, this.frames++);
    if (chance < drop) return 'drop';
    if (chance < drop + double) return 'double';
    return chance < drop + double + reorder ? 'reorder' : 'send';
  }
}

/** A number from 0 to 1 (murmur3's finaliser): the same for the same seed and frame, whatever else happens. */
function hash(seed: number, frame: number): number {
  let value = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(frame + 1, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 0x1_0000_0000;
}
