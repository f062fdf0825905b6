/** Makes the seeded users, as Auth would have on sign-up, and says who of them is staff and who a partner. */
import type { Database } from './database-port.ts';
import { password, users } from './keys.ts';

export async function seedUsers(database: Database): Promise<void> {
  for (const user of Object.values(users)) {
    await database.query(
      `insert into auth.users
         (id, aud, role, email, encrypted_password, email_confirmed_at,
          raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       values
         ($1, 'authenticated', 'authenticated', $2, extensions.crypt($3, extensions.gen_salt('bf')),
          '2026-01-01T00:00:00Z',
          '{"provider": "email", "providers": ["email"]}', '{}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`,
      [user.id, user.email, password],
    );
    await database.query(
      `insert into auth.identities
         (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
       values
         ($1::uuid, 'email', $1::uuid::text, $1::uuid, jsonb_build_object('sub', $1::uuid, 'email', $2::text, 'email_verified', true),
          '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`,
      [user.id, user.email],
    );
    await database.query('insert into public.members (user_id, role, partner_id) values ($1, $2, $3)', [
      user.id,
      user.role,
      user.partnerId,
    ]);
  }
}
