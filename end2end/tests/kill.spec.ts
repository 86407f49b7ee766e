// Kill -9 while a newsletter goes out: nobody is forgotten and nobody gets it twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '../fixtures';
import { signUpByMail, test as base } from '../mailServer';
import { atNoon } from '../ownServer';
import { ask, makeImport, makeNewsletter } from '../rpc';

const PEOPLE = 150;
const KILLS = 5;

const test = base.extend({
  settings: async ({ mailServer }, use) => use({ ...atNoon(), REALTOROS_SMTP_URL: `${mailServer.smtpUrl}?from=mail@brokerage.example` }),
});

// The open page asks for its stream, and for news, while the server is gone.
test.use({ expectedErrors: [/\/events\)$|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/] });

test('a server that is killed at work sends every mail once', async ({ page, server, mails }) => {
  test.setTimeout(240_000);
  const realtor = await signUpByMail(page, mails);
  const received = async () => (await mails()).flatMap(({ envelope }) => envelope.to).filter((to) => to !== realtor.email);

  const rows = Array.from({ length: PEOPLE }, (_, n) => `Person${n},Sample,person${n}@example.com`);
  const list = await makeImport(page, ['First Name,Last Name,Email', ...rows].join('\r\n'));
  await ask(page, 'imports/start', { form: { id: list } });
  const id = await makeNewsletter(page, 'Homes in November');
  const recipients = () => ask<{ will_receive: number }>(page, 'newsletters/recipients', { form: { id } });
  await expect.poll(async () => (await recipients()).will_receive).toBe(PEOPLE);
  await ask(page, 'newsletters/approve', { form: { id } });
  await ask(page, 'newsletters/send', { form: { id } });

  let before = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await expect.poll(async () => (await received()).length, { timeout: 60_000, intervals: [20] }).toBeGreaterThan(before);
    await sleep(Math.random() * 60);
    await server.crash();
    before = (await received()).length;
  }

  // What the dead servers had claimed rests until its lease ends; then all is settled.
  const states = async () => Object.fromEntries((await ask<{ messages: [string, number][] }>(page, 'newsletters/get', { form: { id } })).messages);
  const settled = async () => {
    const { sent = 0, unconfirmed = 0 } = await states();
    return sent + unconfirmed;
  };
  await expect.poll(settled, { timeout: 90_000 }).toBe(PEOPLE);
  const to = await received();
  expect(new Set(to).size, 'nobody got it twice').toBe(to.length);
  const { sent = 0 } = await states();
  expect(to.length, 'what is called sent has arrived').toBeGreaterThanOrEqual(sent);
  expect(to.length, 'what is missing is called unconfirmed').toBeLessThanOrEqual(PEOPLE);
  expect(before, 'the server was killed at work').toBeLessThan(PEOPLE);
});
