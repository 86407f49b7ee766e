// Two-step sign-in and passkeys (P-09). The app with the codes is played here, the device with the passkey by the browser.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { axe, expect, signIn, signUp, test, type Page } from '../fixtures';
import { test as withServer } from '../ownServer';
import { open, signOut } from '../steps';

interface Person {
  email: string;
  password: string;
}

/** The number of the present step of thirty seconds, some seconds before it ends. */
async function step(): Promise<number> {
  for (;;) {
    const seconds = Date.now() / 1000;
    if (seconds % 30 < 24) return Math.floor(seconds / 30);
    await sleep(1000);
  }
}

/** The code of a step, as an app computes it (RFC 6238). */
function code(key: string, step: number): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  const secret = Buffer.from(bits.join('').match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The id of the session. */
async function session(page: Page): Promise<string | undefined> {
  return (await page.context().cookies()).find((cookie) => cookie.name.endsWith('realtoros'))?.value;
}

/** Turns the second step on; returns the key of the app, and the recovery codes. */
async function turnOn(page: Page, who: Person): Promise<{ key: string; codes: string[] }> {
  await open(page, '/app/settings');
  await page.getByRole('link', { name: 'Turn on two-step sign-in' }).click();
  await axe(page);
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await axe(page);
  const key = (await page.getByRole('main').locator('code').innerText()).replaceAll(/\s/g, '');
  const before = await session(page);
  await page.getByLabel('Code', { exact: true }).fill(code(key, (await step()) - 1));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Two-step sign-in is on' })).toBeVisible();
  expect(await session(page), 'the session goes on under a new id').not.toBe(before);
  await axe(page);
  const codes = await page.getByRole('main').locator('code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText(/^On since .*, with 10 recovery codes left\.$/)).toBeVisible();
  return { key, codes };
}

async function leave(page: Page): Promise<void> {
  await signOut(page);
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
}

/** Takes the first step, and stands before the second. */
async function firstStep(page: Page, who: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/sign-in\/second/);
}

async function secondStep(page: Page, typed: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Go on' }).click();
}

test.describe('two steps', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('P-09: nobody is signed in before the second step, and each code works once', { tag: ['@noscript', '@phone'] }, async ({ page }) => {
    const who = await signUp(page);
    const { key, codes } = await turnOn(page, who);
    await expect(page.getByText('Passkeys need a host name'), 'this server is reached by a number').toBeVisible();
    await open(page, '/app/settings');
    await leave(page);

    await firstStep(page, who);
    await expect(page.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
    await axe(page);
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto('/sign-in/second');
    await expect(page, 'the first step is to be taken again').toHaveURL(/\/sign-in\?next=/);
    await firstStep(page, who);
    await page.goto('/app/today');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.goto('/sign-in/second?next=/app/leads');
    await secondStep(page, '000000');
    await expect(page.getByRole('alert')).toContainText('That code is wrong, or it was used already.');
    await axe(page);
    const used = code(key, await step());
    await secondStep(page, used);
    await expect(page).toHaveURL(/\/app\/leads$/);
    await open(page, '/app/leads');
    await leave(page);

    await firstStep(page, who);
    await secondStep(page, used);
    await expect(page.getByRole('alert')).toContainText('That code is wrong, or it was used already.');
    await secondStep(page, codes[0].toUpperCase());
    await expect(page).toHaveURL(/\/app\/today$/);

    await page.goto('/app/two-step');
    await expect(page.getByText(/^9 recovery codes left\./)).toBeVisible();
    await axe(page);
    await page.getByLabel('Your password, to turn it off').fill(who.password);
    await page.getByLabel('Code, to turn it off').fill('000000');
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await expect(page.getByRole('alert')).toContainText('That code is wrong, or it was used already.');
    await expect(page.getByLabel('Code, to turn it off')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Your password, to turn it off')).not.toHaveAttribute('aria-invalid');
    await page.getByLabel('Your password, for new codes').fill(who.password);
    await page.getByLabel('Code, for new codes').fill(codes[1]);
    await page.getByLabel('Code, for new codes').press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'New recovery codes' })).toBeVisible();
    const fresh = await page.getByRole('main').locator('code').allInnerTexts();
    await page.goto('/app/two-step');
    await page.getByLabel('Your password, to turn it off').fill(who.password);
    await page.getByLabel('Code, to turn it off').fill(fresh[0]);
    await page.getByLabel('Code, to turn it off').press('Enter');
    await expect(page.getByRole('status')).toHaveText('Two-step sign-in is off.');
    await axe(page);
    await open(page, '/app/settings');
    await leave(page);
    await signIn(page, who);
  });

  test('P-09: a new password by mail leads to the second step too', { tag: '@noscript' }, async ({ page, outbox }) => {
    const who = await signUp(page);
    const { codes } = await turnOn(page, who);
    await page.goto('/password');
    await page.getByLabel('E-mail').fill(who.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
    const news = (await outbox(who.email)).filter((mail) => mail.subject === 'Your sign-in has news');
    expect(news.map((mail) => mail.text)).toEqual([expect.stringContaining('Two-step sign-in was turned on')]);
    await page.goto((await outbox(who.email)).at(-1)!.text.match(/http\S+\/password\/\S+/)![0]);
    await expect(page.getByText('Your passkeys and API tokens will work no more.')).toBeVisible();
    await page.getByLabel('New password').fill('nine purple kettles');
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(page).toHaveURL(/\/sign-in\/second/);
    await secondStep(page, codes[0]);
    await expect(page).toHaveURL(/\/app\/today$/);
  });
});

withServer.describe('passkeys', () => {
  withServer.use({ host: 'localhost', expectedErrors: [/status of 422/] });

  withServer('P-09: a passkey signs in alone, until it is removed', async ({ page, context }) => {
    const browser = await context.newCDPSession(page);
    await browser.send('WebAuthn.enable');
    await browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const who = await signUp(page);
    await open(page, '/app/settings');
    await page.getByRole('link', { name: 'Add or remove a passkey' }).click();
    await axe(page);
    await page.getByLabel('Name of the device').fill('My laptop');
    await page.getByLabel('Your password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText('That is not your password.');
    await expect(page.getByLabel('Your password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Name of the device')).toHaveValue('My laptop');
    await page.getByLabel('Your password', { exact: true }).fill(who.password);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(page.getByRole('status')).toHaveText('The passkey is added.');
    await expect(page.getByRole('listitem').filter({ hasText: 'My laptop' })).toContainText('never used');
    await axe(page);

    await turnOn(page, who);
    await page.goto('/app/passkeys');
    await page.getByLabel('Name of the device').fill('My phone');
    await page.getByLabel('Your password', { exact: true }).fill(who.password);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText('That code is wrong, or it was used already.');
    await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await axe(page);

    await open(page, '/app/settings');
    await leave(page);
    await page.goto('/sign-in?next=/app/leads');
    await axe(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page, 'no password and no code is asked for').toHaveURL(/\/app\/leads$/);

    await page.goto('/app/passkeys');
    await expect(page.getByRole('listitem').filter({ hasText: 'My laptop' })).toContainText('last used');
    await page.getByLabel('Passkey', { exact: true }).selectOption('My laptop');
    await page.getByLabel('Your password, to remove it').fill(who.password);
    await page.getByRole('button', { name: 'Remove the passkey' }).click();
    await expect(page.getByRole('status')).toHaveText('The passkey is removed.');
    await open(page, '/app/settings');
    await leave(page);
    await page.goto('/sign-in/passkey');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText('This passkey does not open an account here.');
    await axe(page);
  });

  withServer('P-09: a passkey page whose time is over says so', async ({ page }) => {
    await page.clock.install();
    await page.goto('/sign-in/passkey');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('button', { name: 'Use the passkey' })).toBeVisible();
    await page.clock.fastForward('05:01');
    await expect(page.getByRole('alert')).toContainText('The time for this is over.');
    await expect(page.getByRole('button', { name: 'Use the passkey' })).toBeDisabled();
  });
});
