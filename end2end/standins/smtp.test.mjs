import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { start } from './smtp.mjs';

let smtp;
before(async () => (smtp = await start()));
after(() => smtp.close());
beforeEach(() => fetch(`${smtp.url}/_control/messages`, { method: 'DELETE' }));

const recorded = async () => (await fetch(`${smtp.url}/_control/messages`)).json();

/** Speaks each line and resolves to the answers, the greeting first. */
async function speak(lines) {
  const socket = connect(Number(new URL(smtp.smtpUrl).port), '127.0.0.1').setEncoding('utf8');
  const answers = [(await once(socket, 'data'))[0]];
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push((await once(socket, 'data'))[0]);
  }
  socket.destroy();
  return answers;
}

const envelope = ['EHLO test', 'MAIL FROM:<agent@crm.example>', 'RCPT TO:<lead@mail.example>'];
const message = [
  'From: Agent <agent@crm.example>',
  'To: lead@mail.example',
  'Subject: =?utf-8?q?Caf=C3=A9?=',
  'List-Unsubscribe: <https://crm.example/u/token>',
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  '',
  'Hello',
  '.',
].join('\r\n');

test('records mail with its headers', async () => {
  const answers = await speak([...envelope, 'DATA', message]);
  assert.match(answers.at(-1), /^250/);
  const [mail] = await recorded();
  assert.deepEqual(mail.envelope, { from: 'agent@crm.example', to: ['lead@mail.example'] });
  assert.equal(mail.subject, 'Café');
  assert.equal(mail.text.trim(), 'Hello');
  assert.deepEqual(mail.headers.filter(([name]) => name === 'list-unsubscribe-post'), [
    ['list-unsubscribe-post', 'List-Unsubscribe=One-Click'],
  ]);
});

test('refuses a recipient as told, then recovers', async () => {
  await fetch(`${smtp.url}/_control/behaviour`, { method: 'POST', body: JSON.stringify({ code: 550 }) });
  assert.match((await speak(envelope)).at(-1), /^550/);
  assert.match((await speak(envelope)).at(-1), /^250/);
  assert.deepEqual(await recorded(), []);
});
