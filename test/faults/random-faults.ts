/** Draws the faults of a run: which, when, how long. */
import type { Fault, FaultAction, Partner, WireFault } from './schedule.ts';

/** Everything breaks within this time, in milliseconds; the writer goes on until the last of it is over. */
const FIRST_AT = 1_000;
const LAST_AT = 13_000;

type Random = () => number;

interface Drawn {
  readonly name: string;
  readonly lasts: number;
  readonly echo?: number;
  readonly action: FaultAction;
}

export function drawFaults(random: Random, silent: boolean, withoutPage: boolean): Fault[] {
  const from = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const faults: Fault[] = [];
  const add = (drawn: Drawn, at: number, isSilent: boolean): void => {
    const { name, lasts, echo = 0, action } = drawn;
    faults.push({ name, at, until: at + lasts, echo, silent: isSilent, action });
  };

  const tellingKinds = telling(random).filter(({ action }) => !(withoutPage && isOfPage(action)));
  for (let count = silent ? from(1, 3) : from(3, 5); count > 0; count--) {
    add(pick(random, tellingKinds), from(FIRST_AT, LAST_AT), false);
  }
  if (silent) {
    const kinds = silentKinds(random);
    // Each once: a table cannot be taken out of the publication twice.
    for (let count = from(1, 3); count > 0; count--) {
      const [drawn] = kinds.splice(Math.floor(random() * kinds.length), 1);
      add(drawn!, from(FIRST_AT, LAST_AT), true);
    }
  }
  if (!withoutPage) {
    // A page is in one state at a time.
    let free = from(FIRST_AT, LAST_AT - 4_000);
    for (let count = from(0, 2); count > 0; count--) {
      const drawn = pick(random, pageKinds(random));
      add(drawn, free, false);
      free += drawn.lasts + from(500, 3_000);
    }
  }
  return faults.sort((a, b) => a.at - b.at);
}

/** One fault of the wire alone, telling or silent, and how long it lasts. */
export function drawWireFault(random: Random): { readonly wire: WireFault; readonly lasts: number } {
  const drawn = [...telling(random), ...silentKinds(random)];
  const kinds = drawn.flatMap(({ lasts, action }) => (action.on === 'wire' ? [{ wire: action.wire, lasts }] : []));
  return pick(random, kinds);
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)]!;
}

/** Without a page there is nobody whose token could be renewed, nor somebody else to sign in. */
function isOfPage({ on }: FaultAction): boolean {
  return on === 'page' || on === 'token' || on === 'identity';
}

/** Faults that the socket, the server or the page tells of. */
function telling(random: Random): Drawn[] {
  const from = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const wire = (name: string, lasts: number, wireFault: WireFault, echo = 0): Drawn => ({
    name,
    lasts,
    echo,
    action: { on: 'wire', wire: wireFault },
  });
  const lateMark = from(1_200, 4_000);
  const outage = from(800, 4_000);
  const partner: Partner = random() < 0.5 ? 'partnerA' : 'partnerB';
  return [
    wire('cut', from(50, 400), { kill: true }),
    wire('cut, sockets refused', from(400, 4_000), { kill: true, socket: { refuseConnections: true } }),
    wire('server gone', outage, { kill: true, socket: { refuseConnections: true }, rest: { down: true } }),
    // Its subscriptions begin only seconds after its sockets do: a cold start.
    wire(
      'server restarted slowly',
      2_000 + from(0, 2_000),
      { kill: true, socket: { systemOk: 'late', systemDelayMs: lateMark } },
      lateMark,
    ),
    wire('no mark after a join', from(1_000, 3_000), { kill: true, socket: { systemOk: 'missing' } }),
    wire('doubled frames', from(2_000, 5_000), { socket: { double: 0.1 + random() * 0.4, seed: from(1, 1e6) } }),
    wire('REST errors', from(1_000, 5_000), {
      rest: { errorRate: 0.3 + random() * 0.6, status: pick(random, [500, 503, 429]) },
    }),
    wire('REST hangs up', from(500, 4_000), { rest: { down: true } }),
    wire('slow answers', from(2_000, 4_000), { rest: { delayAfterMs: from(300, 2_500) } }),
    wire('answers out of order', from(2_000, 4_000), {
      rest: { delayAfterMs: from(800, 2_500), slowAfterRead: from(1, 4) },
    }),
    { name: 'tokens expired', lasts: 0, action: { on: 'token' } },
    { name: 'tokens expired, another reader', lasts: 0, action: { on: 'token', as: partner } },
    { name: 'another reader signed in', lasts: 0, action: { on: 'identity', as: partner } },
  ];
}

/** Faults that nobody tells of. */
function silentKinds(random: Random): Drawn[] {
  const from = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const wire = (name: string, lasts: number, socket: Record<string, unknown>, echo = 0): Drawn => ({
    name,
    lasts,
    echo,
    action: { on: 'wire', wire: { socket } },
  });
  const database = (name: string, begin: string, end?: string, lasts = 0): Drawn => ({
    name,
    lasts,
    action: { on: 'database', begin, end },
  });
  const seed = from(1, 1e6);
  const delay = from(300, 3_000);
  return [
    // When it ends, frames sent then overtake those that are still under way.
    wire('late frames, overtaken in the end', from(1_000, 3_000), { delayMs: delay }, delay),
    wire('lost frames', from(2_000, 6_000), { drop: 0.05 + random() * 0.5, seed }),
    wire('all frames lost', from(800, 3_000), { drop: 1, seed }),
    wire('frames out of order', from(2_000, 5_000), { reorder: 0.1 + random() * 0.3, seed }),
    wire('half-open', from(1_000, 5_000), { mute: true }),
    wire('rate limit', from(2_000, 5_000), { rateLimitPerSecond: 1 }),
    database('TRUNCATE', 'truncate public.tickets cascade'),
    database(
      'policy changed and back',
      `alter policy "everyone reads active products" on public.products using (status = 'active' and stock > 20)`,
      `alter policy "everyone reads active products" on public.products using (status = 'active')`,
      from(1_000, 4_000),
    ),
    database(
      'policy changed',
      `alter policy "partners read their own tickets" on public.tickets
         using (partner_id = (select private.partner_id()) and priority <> 'low')`,
    ),
    database(
      'member moved to another partner',
      `update public.members set partner_id = 'a0000000-0000-4000-8000-000000000003'
         where user_id = 'b0000000-0000-4000-8000-000000000002'`,
    ),
    database(
      'table unpublished and published',
      'alter publication supabase_realtime drop table public.tickets',
      'alter publication supabase_realtime add table public.tickets',
      from(1_000, 4_000),
    ),
    database(
      '5,000 rows in one transaction',
      `insert into public.tickets (subject, status, priority, requester, partner_id, created_at)
       select 'Bulk ' || nth, (array['open', 'pending', 'closed'])[nth % 3 + 1],
         (array['low', 'normal', 'high', 'urgent'])[nth % 4 + 1], 'bulk@example.test',
         case when nth % 50 = 0 then 'a0000000-0000-4000-8000-000000000001'::uuid end,
         timestamptz '2026-01-01 00:00:00+00' + nth * interval '1 minute'
       from generate_series(1, 5000) as nth`,
    ),
  ];
}

function pageKinds(random: Random): Drawn[] {
  const lasts = Math.round(800 + random() * 3_500);
  const page = (name: string, state: 'hidden' | 'frozen' | 'away' | 'offline'): Drawn => ({
    name,
    lasts,
    action: { on: 'page', page: state },
  });
  return [
    page('page hidden', 'hidden'),
    page('page frozen', 'frozen'),
    page('page left and restored', 'away'),
    page('browser offline', 'offline'),
  ];
}
