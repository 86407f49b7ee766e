import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gmail } from './gmail.mjs';

const mails = [
  { from: 'Ann <ann@example.com>', raw: 'From: ann@example.com\r\n\r\nHi' },
  { from: 'ben@example.com', raw: 'From: ben@example.com\r\n\r\nHello' },
];
const ask = (path) => gmail(mails, new URL(`http://stand-in/gmail/v1/users/me/${path}`));

test('tells who wrote, and a mail whole only when it is asked for', () => {
  assert.equal(ask('profile').answer.historyId, '2');
  assert.deepEqual(ask('messages').answer.messages.map(({ id }) => id), ['m0', 'm1']);
  assert.deepEqual(ask('history?startHistoryId=1').answer.history[0].messagesAdded, [{ message: { id: 'm1', threadId: 't1' } }]);
  const envelope = ask('messages/m0?format=metadata&metadataHeaders=From');
  assert.deepEqual([envelope.answer.payload.headers[0].value, envelope.read], [mails[0].from, undefined]);
  const whole = ask('messages/m1?format=raw');
  assert.deepEqual([Buffer.from(whole.answer.raw, 'base64url').toString(), whole.read], [mails[1].raw, 1]);
  assert.equal(ask('messages/m7?format=raw').status, 404);
});
