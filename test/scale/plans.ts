/** What hosted Supabase allows a project, as its documentation says: supabase.com/docs/guides/realtime/limits. */
export interface Plan {
  readonly name: string;
  /** Sockets open at once. */
  readonly connections: number;
  readonly messagesPerSecond: number;
  readonly joinsPerSecond: number;
}

export const plans: readonly Plan[] = [
  { name: 'Free', connections: 200, messagesPerSecond: 100, joinsPerSecond: 100 },
  { name: 'Pro', connections: 500, messagesPerSecond: 500, joinsPerSecond: 500 },
  { name: 'Pro without spend cap, Team', connections: 10_000, messagesPerSecond: 2_500, joinsPerSecond: 2_500 },
];

/** The smallest plan that lets in so many. */
export function planFor(clients: number): Plan {
  const plan = plans.find(({ connections }) => connections >= clients);
  if (plan === undefined) throw new Error(`No plan lets in ${clients} at once: ask Supabase for more.`);
  return plan;
}
