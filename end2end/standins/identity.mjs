// Stands for Google and Microsoft sign-in: a real OpenID provider (npm oidc-provider) that signs
// its user in at once instead of asking. PKCE with S256 is required, the client secret too.
//
//   POST /_control/user   { sub, email, email_verified, name }: who signs in from now on;
//                         { deny: true }: the user presses "Cancel"; { withhold: true }: the user gives no permission
//                         beyond who they are; { busy: [[start, end], …], title }: what is in their calendar;
//                         { mails: [{ from, raw }, …] }: what came into their mailbox (RFC 5322)
//   GET  /_control/asked  what was asked of calendars, which mails were read whole, and how often an access was revoked:
//                         { freeBusy, read, revoked }
//
// It answers for the calendar too: `POST /calendar/v3/freeBusy` as Google, `GET /v1.0/me/calendarView` as
// Microsoft, `POST /revoke`, and for the mailbox as Google: see gmail.mjs.
//
// Alone: node identity.mjs google|microsoft [port]
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { gmail } from './gmail.mjs';
import { body, isProgram, json, jsonBody } from './http.mjs';

const calendarScopes = [
  'https://www.googleapis.com/auth/calendar.freebusy',
  'https://www.googleapis.com/auth/gmail.readonly',
  'Calendars.ReadBasic',
  'Mail.Read',
];

const defaultUser = { sub: 'user-1', email: 'agent@brokerage.example', email_verified: true, name: 'Avery Agent' };

/** What the product is configured with, and where it is called back on any loopback port. */
export const client = (provider) => ({
  id: `realtoros-${provider}`,
  secret: `${provider}-test-secret`,
  callback: `/auth/${provider}/callback`,
});

/** Starts the stand-in for `google` or `microsoft`; resolves to `{ url, settings, close }`. */
export async function start({ provider: name, port = 0 }) {
  // Loaded here because it prints a warning on older Node versions, which works all the same.
  const { Provider } = await quietly(() => import('oidc-provider'));
  const server = createServer();
  await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  const users = new Map();
  let next = defaultUser;
  const asked = { freeBusy: 0, read: [], revoked: 0 };

  const { id, secret, callback } = client(name);
  const provider = await quietly(() => new Provider(url, {
    clients: [
      {
        client_id: id,
        client_secret: secret,
        application_type: 'native', // loopback addresses match on every port (RFC 8252, 7.3)
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`http://127.0.0.1${callback}`],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false, // e-mail and name stand in the ID token, as with the real ones
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } }, // `signIn` below stands for the user
    findAccount: (_, sub) => ({ accountId: sub, claims: () => users.get(sub) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    // Consent was given elsewhere: the scopes that are asked for are granted.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      const wanted = oidc.params.scope.split(' ');
      const isWithheld = (scope) => next.withhold && calendarScopes.includes(scope);
      grant.addOIDCScope(wanted.filter((scope) => !isWithheld(scope)).join(' '));
      const withheld = wanted.filter(isWithheld).join(' ');
      if (withheld) grant.rejectOIDCScope(withheld);
      await grant.save();
      return grant;
    },
    // Google asks for lasting access by a parameter and not by a scope.
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    scopes: ['openid', 'email', 'profile', 'offline_access', ...calendarScopes],
    ttl: { AccessToken: 3600, Grant: 3600, IdToken: 3600, Interaction: 3600, RefreshToken: 3600, Session: 3600 },
  }));
  provider.on('server_error', (_, error) => console.error(`${name} sign-in:`, error));

  async function signIn(request, response) {
    if (next.deny) {
      await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'Cancelled' });
      return;
    }
    users.set(next.sub, next);
    await provider.interactionFinished(request, response, { login: { accountId: next.sub, remember: false }, consent: {} });
  }

  /** When the owner of the access token is busy, in the words of the provider; titles come along as they do there. */
  async function freeBusy(request, response) {
    asked.freeBusy += 1;
    const value = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const token = await provider.AccessToken.find(value);
    if (!token?.scope?.split(' ').some((scope) => /calendar\.freebusy|Calendars\.ReadBasic/.test(scope))) return json(response, 403, {});
    const { busy = [], title = 'Dentist' } = users.get(token.accountId);
    if (name === 'google') {
      return json(response, 200, { calendars: { primary: { busy: busy.map(([start, end]) => ({ start, end, summary: title })) } } });
    }
    const moment = (at) => ({ dateTime: at.replace(/Z$/, '0000'), timeZone: 'UTC' });
    const items = busy.map(([start, end]) => ({ showAs: 'busy', subject: title, start: moment(start), end: moment(end) }));
    return json(response, 200, { value: items });
  }

  /** What came into the mailbox of the owner of the access token. */
  async function mailbox(request, response) {
    const value = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const token = await provider.AccessToken.find(value);
    if (!token?.scope?.includes('gmail.readonly')) return json(response, 403, {});
    // Mail comes in while its owner is signed in.
    const mails = next.sub === token.accountId ? next.mails : users.get(token.accountId).mails;
    const { status, answer, read } = gmail(mails ?? [], new URL(request.url, url));
    if (read !== undefined) asked.read.push(read);
    return json(response, status, answer);
  }

  /** Ends an access; whoever has the token may (RFC 7009 as Google does it). */
  async function revoke(request, response) {
    const token = await provider.RefreshToken.find(new URLSearchParams(await body(request)).get('token'));
    if (!token) return json(response, 400, { error: 'invalid_token' });
    await token.destroy();
    asked.revoked += 1;
    return json(response, 200, {});
  }

  const serve = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url.startsWith('/interaction/')) return signIn(request, response);
    if (request.url === '/_control/asked') return json(response, 200, asked);
    if (request.url === '/revoke') return revoke(request, response);
    if (request.url.startsWith('/gmail/v1/users/me/')) return mailbox(request, response);
    const [path] = request.url.split('?');
    if (['/calendar/v3/freeBusy', '/v1.0/me/calendarView'].includes(path)) return freeBusy(request, response);
    if (request.url !== '/_control/user') return serve(request, response);
    next = { ...defaultUser, ...(await jsonBody(request)) };
    json(response, 200, next);
  });

  const prefix = `REALTOROS_${name.toUpperCase()}`;
  return {
    url,
    settings: {
      [`${prefix}_AUTH_URL`]: `${url}/auth`,
      [`${prefix}_TOKEN_URL`]: `${url}/token`,
      [`${prefix}_API_URL`]: url,
      [`${prefix}_CLIENT_ID`]: id,
      [`${prefix}_CLIENT_SECRET`]: secret,
    },
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

/** Runs `action` without the warnings about development keys and storage: here they are right. */
async function quietly(action) {
  const { warn, info } = console;
  console.warn = console.info = () => {};
  try {
    return await action();
  } finally {
    Object.assign(console, { warn, info });
  }
}

if (isProgram(import.meta)) {
  const { settings } = await start({ provider: process.argv[2], port: Number(process.argv[3] ?? 0) });
  for (const [setting, value] of Object.entries(settings)) console.log(`${setting}=${value}`);
}
