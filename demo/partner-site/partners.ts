/** Looks a partner's secret up where the SQL kit keeps it: in `public.partners`, which only the secret key may read. */

export function partnerSecrets(url: string, secretKey: string): (partner: string) => Promise<string | null> {
  return async (partner) => {
    if (!/^[0-9a-f-]{36}$/.test(partner)) return null;
    const answer = await fetch(
      `${url}/rest/v1/partners?select=embed_secret&revoked_at=is.null&id=eq.${encodeURIComponent(partner)}`,
      // The older secret key, a JWT, must stand here too; the newer must not.
      { headers: { apikey: secretKey, ...(secretKey.startsWith('ey') && { Authorization: `Bearer ${secretKey}` }) } },
    );
    if (!answer.ok) throw new Error(`partners could not be read: ${answer.status} ${await answer.text()}`);
    const [row] = (await answer.json()) as { embed_secret: string }[];
    return row?.embed_secret ?? null;
  };
}
