import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { client, start } from './identity.mjs';

const { id, secret, callback } = client('google');
const redirectUri = `http://127.0.0.1:45678${callback}`;

let google;
before(async () => (google = await start({ provider: 'google' })));
after(() => google.close());
beforeEach(() => become({}));

const become = (user) => fetch(`${google.url}/_control/user`, { method: 'POST', body: JSON.stringify(user) });

/** Follows redirects with cookies until the product's callback; resolves to its query. */
async function authorize(parameters) {
  const cookies = new Map();
  let url = `${google.url}/auth?${new URLSearchParams({
    client_id: id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'state-1',
    nonce: 'nonce-1',
    ...parameters,
  })}`;
  for (let hop = 0; hop < 6; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      cookies.set(name, value);
    }
    if (!response.headers.has('location')) return { status: response.status };
    url = new URL(response.headers.get('location'), google.url).href;
    if (url.startsWith(redirectUri)) return Object.fromEntries(new URL(url).searchParams);
  }
  throw new Error('too many redirects');
}

const verifier = randomBytes(32).toString('base64url');
const pkce = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };

const redeem = (code, { password = secret, code_verifier = verifier } = {}) =>
  fetch(google.settings.REALTOROS_GOOGLE_TOKEN_URL, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier }),
  });

test('signs a user in', async () => {
  await become({ sub: 'user-7', email: 'seven@brokerage.example' });
  const { code, state } = await authorize(pkce);
  assert.equal(state, 'state-1');
  const answer = await redeem(code);
  assert.equal(answer.status, 200);
  const claims = JSON.parse(Buffer.from((await answer.json()).id_token.split('.')[1], 'base64url'));
  assert.deepEqual(
    [claims.iss, claims.aud, claims.sub, claims.email, claims.email_verified, claims.nonce],
    [google.url, id, 'user-7', 'seven@brokerage.example', true, 'nonce-1'],
  );
});

test('requires PKCE', async () => {
  assert.equal((await authorize({})).error, 'invalid_request');
  const { code } = await authorize(pkce);
  assert.equal((await redeem(code, { code_verifier: randomBytes(32).toString('base64url') })).status, 400);
});

test('requires the client secret', async () => {
  const { code } = await authorize(pkce);
  assert.equal((await redeem(code, { password: 'wrong' })).status, 401);
});

test('a code works once', async () => {
  const { code } = await authorize(pkce);
  assert.equal((await redeem(code)).status, 200);
  assert.equal((await redeem(code)).status, 400);
});

test('calls back only where it is registered', async () => {
  assert.equal((await authorize({ ...pkce, redirect_uri: 'http://127.0.0.1:45678/elsewhere' })).status, 400);
});

test('tells when somebody is busy, to who may know, until the access is revoked', async () => {
  const scope = 'openid email https://www.googleapis.com/auth/calendar.freebusy';
  const busy = [['2030-01-02T15:00:00.000Z', '2030-01-02T16:00:00.000Z']];
  const ask = async (token) =>
    fetch(`${google.url}/calendar/v3/freeBusy`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
  await become({ sub: 'user-9', busy });
  const consent = { ...pkce, prompt: 'consent', access_type: 'offline' };
  const granted = await (await redeem((await authorize({ ...consent, scope })).code)).json();
  assert.deepEqual(granted.scope.split(' ').sort(), scope.split(' ').sort());
  const { calendars } = await (await ask(granted.access_token)).json();
  assert.deepEqual([calendars.primary.busy[0].start, calendars.primary.busy[0].end], busy[0]);
  const revoke = () => fetch(`${google.url}/revoke`, { method: 'POST', body: new URLSearchParams({ token: granted.refresh_token }) });
  assert.deepEqual([(await revoke()).status, (await revoke()).status], [200, 400]);

  await become({ sub: 'user-9', withhold: true });
  const reduced = await (await redeem((await authorize({ ...consent, scope })).code)).json();
  assert.equal(reduced.scope, 'openid email');
  assert.equal((await ask(reduced.access_token)).status, 403);
});

test('the user may cancel', async () => {
  await become({ deny: true });
  assert.equal((await authorize(pkce)).error, 'access_denied');
});
