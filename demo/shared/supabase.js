/**
 * The two requests a page makes of Supabase by itself, without any library: sign in, and write a row. What is shown is
 * the business of the live elements.
 */
const provider = () => document.querySelector('live-provider');

/** Answers an access token, or throws with the server's words. */
export async function signIn(email, password) {
  const { access_token } = await post('/auth/v1/token?grant_type=password', { email, password });
  return access_token;
}

/** Writes one row as whoever is signed in. It comes back by Realtime, to every page that may see it. */
export async function insert(table, row) {
  const { accessToken } = provider();
  const token = typeof accessToken === 'function' ? await accessToken() : accessToken;
  await post(`/rest/v1/${table}`, row, token && { Authorization: `Bearer ${token}` });
}

async function post(path, body, headers) {
  const { url, apiKey } = provider();
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { apikey: apiKey, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text && JSON.parse(text);
  if (!answer.ok) throw new Error(json.msg ?? json.message ?? answer.statusText);
  return json;
}
