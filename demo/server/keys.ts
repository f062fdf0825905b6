/**
 * The keys, users and partners of the embedded backend. They are the same at every start and no secrets: whoever can
 * reach this backend may do everything with it. Never use them for a real project.
 */
export const anonKey = 'sb_publishable_livetags_demo';
export const serviceRoleKey = 'sb_secret_livetags_demo';
export const jwtSecret = 'livetags-demo-jwt-secret-of-more-than-32-characters';

/** The password of every seeded user. */
export const password = 'livetags-demo';

export const partners = {
  brightdesk: 'a0000000-0000-4000-8000-000000000001',
  kontorNord: 'a0000000-0000-4000-8000-000000000002',
  maisonClair: 'a0000000-0000-4000-8000-000000000003',
} as const;

export interface SeededUser {
  readonly id: string;
  readonly email: string;
  readonly role: 'staff' | 'partner';
  readonly partnerId: string | null;
}

export const users = {
  staff: {
    id: 'b0000000-0000-4000-8000-000000000001',
    email: 'staff@demo.test',
    role: 'staff',
    partnerId: null,
  },
  partnerA: {
    id: 'b0000000-0000-4000-8000-000000000002',
    email: 'partner-a@demo.test',
    role: 'partner',
    partnerId: partners.brightdesk,
  },
  partnerB: {
    id: 'b0000000-0000-4000-8000-000000000003',
    email: 'partner-b@demo.test',
    role: 'partner',
    partnerId: partners.kontorNord,
  },
} as const satisfies Record<string, SeededUser>;
