// Stands for Twilio's Messaging API: what the product sends is recorded, nothing leaves.
//
//   POST /2010-04-01/Accounts/{sid}/Messages.json        send (HTTP Basic); never dedupes, as Twilio
//   GET  /2010-04-01/Accounts/{sid}/Messages.json        list, newest first (To, From), for reconciliation
//   GET  /2010-04-01/Accounts/{sid}/Messages/{sid}.json  one
//   POST /2010-04-01/Accounts/{sid}/Messages/{sid}.json  Body= redacts, Status=canceled cancels
//
//   GET    /_control/messages    everything recorded, oldest first
//   DELETE /_control/messages    forget everything, behave normally again
//   POST   /_control/behaviour   see `normal` below; holds for the next `times` sends
//
// Alone: node twilio.mjs [port]
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { body, isProgram, json, jsonBody, listen, sleep } from './http.mjs';

/** The account of the tests. */
export const account = { sid: `AC${'0'.repeat(31)}1`, token: 'twilio-test-token' };

const normal = {
  times: 0, // sends that the rest applies to
  delayMs: 0, // wait before recording
  error: null, // { status, code, message }: refuse, such as 400 and 21610
  drop: null, // 'before' or 'after' recording: cut the connection without an answer
};

/** Starts the stand-in; resolves to `{ url, close }`. */
export async function start({ port = 0 } = {}) {
  let messages = [];
  let behaviour = { ...normal };

  async function send(request, response, accountSid) {
    const form = new URLSearchParams(await body(request));
    const { delayMs, error, drop } = behaviour.times > 0 ? behaviour : normal;
    if (behaviour.times > 0) behaviour.times -= 1;
    if (delayMs) await sleep(delayMs);
    if (drop === 'before') return request.socket.destroy();
    if (error) return refuse(response, error.status, error.code, error.message);
    if (!form.get('To')) return refuse(response, 400, 21604, "A 'To' phone number is required.");
    if (!form.get('From') && !form.get('MessagingServiceSid')) {
      return refuse(response, 400, 21603, "A 'From' phone number is required.");
    }
    if (!form.get('Body')) return refuse(response, 400, 21602, 'Message body is required.');
    if (form.get('Body').length > 1600) return refuse(response, 400, 21617, 'The message body exceeds 1600 characters.');
    const message = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      account_sid: accountSid,
      messaging_service_sid: form.get('MessagingServiceSid'),
      to: form.get('To'),
      from: form.get('From'),
      body: form.get('Body'),
      status: form.get('SendAt') ? 'scheduled' : 'queued',
      direction: 'outbound-api',
      date_created: new Date().toUTCString(),
      error_code: null,
      error_message: null,
      form: Object.fromEntries(form), // only in the stand-in: every parameter as sent
    };
    messages.push(message);
    if (drop === 'after') return request.socket.destroy();
    json(response, 201, message);
  }

  async function update(request, response, message) {
    const form = new URLSearchParams(await body(request));
    if (form.get('Body') === '') message.body = '';
    if (form.get('Status') === 'canceled') message.status = 'canceled';
    json(response, 200, message);
  }

  async function control(request, response, path) {
    if (path === '/_control/behaviour' && request.method === 'POST') {
      behaviour = { ...normal, times: 1, ...(await jsonBody(request)) };
    } else if (path === '/_control/messages' && request.method === 'DELETE') {
      messages = [];
      behaviour = { ...normal };
    } else if (path !== '/_control/messages') {
      return json(response, 404, {});
    }
    json(response, 200, messages);
  }

  return listen(async (request, response) => {
    const url = new URL(request.url, 'http://standin');
    if (url.pathname.startsWith('/_control/')) return control(request, response, url.pathname);
    const match = url.pathname.match(/^\/2010-04-01\/Accounts\/(AC\w+)\/Messages(?:\/(SM\w+))?\.json$/);
    if (!match) return refuse(response, 404, 20404, 'The requested resource was not found');
    const [, accountSid, messageSid] = match;
    if (request.headers.authorization !== basic(account) || accountSid !== account.sid) {
      return refuse(response, 401, 20003, 'Authenticate');
    }
    if (messageSid) {
      const message = messages.find(({ sid }) => sid === messageSid);
      if (!message) return refuse(response, 404, 20404, 'The requested resource was not found');
      return request.method === 'POST' ? update(request, response, message) : json(response, 200, message);
    }
    if (request.method === 'POST') return send(request, response, accountSid);
    const wanted = (message) =>
      ['To', 'From'].every((name) => !url.searchParams.has(name) || message[name.toLowerCase()] === url.searchParams.get(name));
    json(response, 200, { messages: messages.filter(wanted).reverse(), next_page_uri: null });
  }, port);
}

const basic = ({ sid, token }) => `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;

function refuse(response, status, code, message) {
  json(response, status, { code, message, status, more_info: `https://www.twilio.com/docs/errors/${code}` });
}

/**
 * The `X-Twilio-Signature` of a webhook: base64 HMAC-SHA1 of the full URL followed by each
 * parameter name, sorted, with each of its distinct values, sorted. A value may be a list.
 */
export function sign(token, url, parameters = {}) {
  const text = Object.keys(parameters)
    .sort()
    .flatMap((name) => [...new Set([parameters[name]].flat())].sort().map((value) => name + value))
    .join('');
  return createHmac('sha1', token).update(url + text).digest('base64');
}

/** The URL that signs a JSON body: the hex SHA-256 of the raw body in `bodySHA256`. */
export function withBodyHash(url, rawBody) {
  const hash = createHash('sha256').update(rawBody).digest('hex');
  return `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${hash}`;
}

/**
 * Posts a webhook as Twilio would: an inbound text or a status callback. `publicUrl` is what is
 * signed when the product sits behind a proxy. Resolves to the `Response`.
 */
export function deliver(url, parameters, { token = account.token, publicUrl = url, headers = {} } = {}) {
  const all = { AccountSid: account.sid, ...parameters };
  return fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': sign(token, publicUrl, all), ...headers },
    body: new URLSearchParams(Object.entries(all).flatMap(([name, values]) => [values].flat().map((value) => [name, value]))),
  });
}

/** The parameters of an inbound text; `extra` adds `OptOutType`, `NumMedia` and the like. */
export function inboundText(from, to, text, extra = {}) {
  return {
    MessageSid: `SM${randomBytes(16).toString('hex')}`,
    From: from,
    To: to,
    Body: text,
    NumMedia: '0',
    NumSegments: '1',
    ...extra,
  };
}

if (isProgram(import.meta)) console.log((await start({ port: Number(process.argv[2] ?? 0) })).url);
