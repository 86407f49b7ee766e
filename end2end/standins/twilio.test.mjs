import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { body, listen } from './http.mjs';
import { account, deliver, inboundText, sign, start, withBodyHash } from './twilio.mjs';

const page = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const call = {
  CallSid: 'CA1234567890ABCDE',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
  Caller: '+14158675309',
};

// Vectors of the provider's own libraries.
test('signs form parameters', () => {
  assert.equal(sign('12345', page, call), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});
test('signs the port as written', () => {
  assert.equal(sign('12345', page.replace('.com', '.com:443'), call), 'kvajT1Ptam85bY51eRf/AJRuM3w=');
});
test('signs each distinct value of a repeated parameter once', () => {
  const repeated = { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] };
  assert.equal(sign('12345', page, repeated), 'IK+Dwps556ElfBT0I3Rgjkr1wJU=');
});
test('signs a JSON body through its hash', () => {
  const url = withBodyHash(page, '{"property": "value", "boolean": true}');
  assert.match(url, /&bodySHA256=0a1ff763[0-9a-f]{50}6e6620$/);
  assert.equal(sign('12345', url), 'a9nBmqA0ju/hNViExpshrM61xv4=');
});

let twilio;
before(async () => (twilio = await start()));
after(() => twilio.close());
beforeEach(() => fetch(`${twilio.url}/_control/messages`, { method: 'DELETE' }));

const messagesUrl = (suffix = '') => `${twilio.url}/2010-04-01/Accounts/${account.sid}/Messages${suffix}.json`;
const authorization = (token = account.token) => ({
  authorization: `Basic ${Buffer.from(`${account.sid}:${token}`).toString('base64')}`,
});
const post = (form, headers = authorization()) =>
  fetch(messagesUrl(), { method: 'POST', headers, body: new URLSearchParams(form) });
const text = { To: '+14155550100', From: '+14155550199', Body: 'Open house on Sunday?' };
const behave = (behaviour) =>
  fetch(`${twilio.url}/_control/behaviour`, { method: 'POST', body: JSON.stringify(behaviour) });
const recorded = async () => (await fetch(`${twilio.url}/_control/messages`)).json();

test('records a send and lists it for reconciliation', async () => {
  const sent = await post({ ...text, ValidityPeriod: '3600' });
  assert.equal(sent.status, 201);
  const { sid, status } = await sent.json();
  assert.match(sid, /^SM[0-9a-f]{32}$/);
  assert.equal(status, 'queued');
  assert.equal((await recorded())[0].form.ValidityPeriod, '3600');
  const list = async (query) => (await (await fetch(`${messagesUrl()}?${query}`, { headers: authorization() })).json()).messages;
  assert.deepEqual((await list(new URLSearchParams({ To: text.To }))).map((message) => message.sid), [sid]);
  assert.deepEqual(await list(new URLSearchParams({ To: '+14155550111' })), []);
});

test('never dedupes', async () => {
  await post(text);
  await post(text);
  assert.equal((await recorded()).length, 2);
});

test('refuses a wrong token and an empty text', async () => {
  const denied = await post(text, authorization('wrong'));
  assert.deepEqual([denied.status, (await denied.json()).code], [401, 20003]);
  const empty = await post({ ...text, Body: '' });
  assert.deepEqual([empty.status, (await empty.json()).code], [400, 21602]);
  assert.deepEqual(await recorded(), []);
});

test('refuses as told, then recovers', async () => {
  await behave({ error: { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' } });
  assert.equal((await (await post(text)).json()).code, 21610);
  assert.equal((await post(text)).status, 201);
});

test('cuts the connection before or after recording', async () => {
  await behave({ drop: 'before' });
  await assert.rejects(post(text));
  assert.equal((await recorded()).length, 0);
  await behave({ drop: 'after' });
  await assert.rejects(post(text));
  assert.equal((await recorded()).length, 1);
});

test('redacts and cancels', async () => {
  const { sid } = await (await post({ ...text, SendAt: '2030-01-01T00:00:00Z', ScheduleType: 'fixed' })).json();
  const update = (form) =>
    fetch(messagesUrl(`/${sid}`), { method: 'POST', headers: authorization(), body: new URLSearchParams(form) });
  await update({ Body: '' });
  await update({ Status: 'canceled' });
  const [message] = await recorded();
  assert.deepEqual([message.body, message.status], ['', 'canceled']);
});

test('delivers a signed inbound text', async () => {
  let seen;
  const product = await listen(async (request, response) => {
    seen = { form: Object.fromEntries(new URLSearchParams(await body(request))), signature: request.headers['x-twilio-signature'] };
    response.end('<Response/>');
  });
  const publicUrl = 'https://crm.example/webhooks/twilio/a/sms';
  const answer = await deliver(`${product.url}/webhooks/twilio/a/sms`, inboundText(text.To, text.From, ' Stop & go '), { publicUrl });
  await product.close();
  assert.equal(answer.status, 200);
  assert.equal(seen.form.Body, ' Stop & go ');
  assert.equal(seen.signature, sign(account.token, publicUrl, seen.form));
});
