// P-01: words that are entered through pages and the interface for programs are in no byte on disk and in no log line.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signUp } from '../fixtures';
import { atNoon, test } from '../ownServer';
import { ask, makeImport, makeNewsletter } from '../rpc';
import { account as twilio, deliver, inboundText } from '../standins/twilio.mjs';

test.use({
  settings: async ({}, use) => use({ ...atNoon(), REALTOROS_LOG: 'debug', REALTOROS_TWILIO_BASE_URL: process.env.E2E_TWILIO_URL! }),
  expectedErrors: [/status of 4\d\d/],
});

/** A word that nobody writes. */
const canaries: string[] = [];
function canary(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(14)), (byte) => String.fromCharCode(97 + (byte % 26)));
  canaries.push(letters.join(''));
  return letters.join('');
}

/** The ten digits of a telephone number, which are looked for as well. */
function canaryNumber(): string {
  const digits = `512555${String(Math.floor(Math.random() * 9000) + 1000)}`;
  canaries.push(digits);
  return digits;
}

/** How programs write a word: text, UTF-16, hexadecimal, base64 at each of its three alignments. */
function forms(word: string): [string, Buffer][] {
  return [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)].flatMap((text): [string, Buffer][] => {
    const wide = Buffer.from(text, 'utf16le');
    const base64 = [0, 1, 2].flatMap((before) => {
      const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
      const from = Math.ceil((before * 8) / 6);
      const to = Math.floor((bytes.length * 8) / 6);
      return ['base64', 'base64url'].map((kind): [string, Buffer] => [kind, Buffer.from(bytes.toString(kind as 'base64').slice(from, to))]);
    });
    return [
      ['text', Buffer.from(text)],
      ['UTF-16LE', wide],
      ['UTF-16BE', Buffer.from(wide).swap16()],
      ['hex', Buffer.from(Buffer.from(text).toString('hex'))],
      ['HEX', Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
      ...base64,
    ];
  });
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function found(words: string[], places: string[]): string[] {
  const wanted = words.flatMap((word) => forms(word).map(([form, bytes]) => ({ word, form, bytes })));
  return places.flatMap((place) => {
    const content = readFileSync(place);
    return wanted.filter(({ bytes }) => content.includes(bytes)).map(({ word, form }) => `${word} as ${form} in ${place}`);
  });
}

test('P-01 what people type is in no byte on disk and in no line of the log', async ({ page, server, request }) => {
  test.setTimeout(120_000);
  const who = await signUp(page, { name: `Dana ${canary()}`, email: `${canary()}@brokerage.example`, password: `horse ${canary()} battery` });
  canaries.push(who.password);
  const ours = `+1${canaryNumber()}`;
  const registration = { 'registration[brand]': canary(), 'registration[campaign]': `C${canary()}`, 'registration[approved_on]': '2026-01-05' };
  await ask(page, 'account/channels', { form: { account_sid: twilio.sid, auth_token: twilio.token, from_number: ours, mail_from_name: canary(), ...registration } });

  const [first, number] = [canary(), canaryNumber()];
  const lead = await ask<string>(page, 'leads/add', {
    form: { name: `${first} ${canary()}`, email: `${canary()}@example.com`, phone: number, source: canary(), stage: 'new' },
  });
  await ask(page, 'leads/tag', { form: { 'ids[0]': lead, tag: canary() } });
  await ask(page, 'inbox/note', { form: { lead, text: `Note ${canary()}` } });
  await ask(page, 'inbox/send', { form: { lead, channel: 'email', subject: canary(), text: `Hello ${canary()}`, now: 'false', key: 'one' } });
  await page.goto(`/app/leads?search=${first}`);
  await page.goto(`/app/leads/${lead}`);

  await page.goto('/app/settings');
  const webhook = await page.getByLabel('Address for incoming texts').inputValue();
  expect((await deliver(webhook, inboundText(`+1${number}`, ours, `We have ${canary()} beds in mind`))).status).toBe(200);

  const list = await makeImport(page, ['Name,Email,Notes,SSN', `${canary()},${canary()}@example.com,${canary()},${canary()}`].join('\r\n'));
  await ask(page, 'imports/start', { form: { id: list } });
  const letter = await makeNewsletter(page, canary());
  await expect.poll(async () => (await ask<{ will_receive: number }>(page, 'newsletters/recipients', { form: { id: letter } })).will_receive).toBeGreaterThan(0);
  await ask(page, 'newsletters/approve', { form: { id: letter } });
  await ask(page, 'newsletters/send', { form: { id: letter } });
  await ask(page, 'privacy/requests/ask-us', { form: { kind: 'access', law: 'ccpa', text: canary() } });
  await ask(page, 'privacy/export-all', { form: {} });

  const token = await ask<string>(page, 'account/tokens/create', { form: {} });
  canaries.push(token);
  const made = await request.post('/api/v1/leads', {
    headers: { authorization: `Bearer ${token}` },
    data: { first_name: canary(), last_name: canary(), emails: [`${canary()}@example.com`] },
  });
  expect(made.status(), await made.text()).toBe(201);
  await request.post('/sign-in', { form: { email: `${canary()}@example.com`, password: canary() } });
  await request.get(`/n/${canary()}`);
  await request.get(`/me/${canary()}?x=${canary()}`);

  const exports = () => ask<{ state: string }[]>(page, 'privacy/exports', { form: {} });
  await expect.poll(async () => (await exports())[0].state, { timeout: 30_000 }).toBe('ready');
  await expect.poll(async () => (await (await request.get('/dev/outbox.json')).json()).length, { timeout: 30_000 }).toBeGreaterThan(0);

  const places = [...files(server.dataDir), server.log];
  expect(found(['realtoros'], places).length, 'the search finds what is there').toBeGreaterThan(0);
  expect(found(canaries, places)).toEqual([]);
});
