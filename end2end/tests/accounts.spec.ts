import { askForAccount, axe, expect, person, signUp, test } from '../fixtures';
import { open, signOut } from '../steps';

test('a realtor signs up, out and in again', { tag: ['@noscript', '@phone'] }, async ({ page }) => {
  await page.goto('/sign-up');
  await axe(page);
  const who = await signUp(page);
  await expect(page).toHaveURL(/\/app\/today$/);
  await signOut(page);
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();

  await page.goto('/app/leads?stage=new');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await axe(page);
  await page.getByLabel('E-mail').fill(who.email.toUpperCase());
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/app\/leads\?stage=new$/);
});

test('P-35: without a mail server signing up answers alike too, and the outbox has the mail', { tag: '@noscript' }, async ({ page }) => {
  const known = await signUp(page);
  await signOut(page);
  const answers = [];
  for (const email of [known.email, person().email]) {
    await askForAccount(page, { ...person(), email });
    await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
    answers.push((await page.content()).replaceAll(email, 'ADDRESS'));
  }
  expect(answers[0]).toBe(answers[1]);
  await axe(page);
  await page.getByRole('link', { name: 'outbox' }).click();
  await axe(page);
  const mail = page.getByRole('article').filter({ hasText: known.email });
  await expect(mail.getByRole('heading', { name: 'You have an account already' })).toBeVisible();
  await mail.getByRole('link', { name: /sign-in$/ }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('a forgotten password is chosen anew from a link, which works once', { tag: '@noscript' }, async ({ page, outbox }) => {
  const who = await signUp(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await axe(page);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
  const link = (await outbox(who.email)).at(-1)!.text.match(/http\S+\/password\/\S+/)![0];
  await page.goto(link);
  await axe(page);
  await page.getByLabel('New password').fill('nine purple kettles');
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await expect(page).toHaveURL(/\/app\/today$/);
  expect((await outbox(who.email)).at(-1)!.subject).toBe('Your password was changed');
  expect((await page.request.get(link)).status()).toBe(404);
});

test.describe('refusals', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('a form says what is missing, keeps what was typed and never echoes the password', { tag: '@noscript' }, async ({ page }) => {
    await page.goto('/sign-up');
    await expect(page.getByLabel('I am 18 or older')).not.toBeChecked();
    await page.getByLabel('Your name').fill('Avery Agent');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('alert')).toContainText('things need your attention');
    await expect(page.getByLabel('Your name')).toHaveValue('Avery Agent');
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    await axe(page);
  });

  test('P-50 a number is recorded as registered, with both ids and for itself alone', async ({ page }) => {
    await signUp(page);
    await open(page, '/app/settings');
    const channels = page.getByRole('region', { name: 'Texts and mail' });
    await expect(channels.getByText('Not needed until you connect Twilio')).toBeVisible();
    const save = () => channels.getByRole('button', { name: 'Save channels' }).click();
    const number = () => `+1512555${1000 + Math.floor(Math.random() * 9000)}`;
    await page.getByLabel('Twilio account SID').fill(`AC${'0'.repeat(32)}`);
    await page.getByLabel('Twilio auth token').fill('a secret of a test');
    await page.getByLabel('Twilio number').fill(number());
    await page.getByLabel('Brand ID').fill('BABC123');
    await page.getByLabel('Approved on').fill('2026-01-05');
    await save();
    await expect(channels.getByRole('alert')).toContainText('A local number needs both ids');
    await expect(page.getByLabel('Brand ID'), 'what was typed stays').toHaveValue('BABC123');
    await axe(page);
    await page.getByLabel('Campaign ID').fill('CDEF456');
    await save();
    await expect(channels.getByText('Registered', { exact: true })).toBeVisible();
    await page.getByLabel('Twilio number').fill(number());
    await save();
    await expect(channels.getByText('Not registered: texts do not leave')).toBeVisible();
    await expect(page.getByLabel('Brand ID'), 'it belonged to the other number').toHaveValue('');
    await axe(page);
  });

  test('a wrong password and an unknown address get the same answer', { tag: '@noscript' }, async ({ page }) => {
    const known = await signUp(page);
    await signOut(page);
    const answers = [];
    for (const email of [known.email, person().email]) {
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill('not the right one');
      await page.getByRole('button', { name: 'Sign in' }).click();
      answers.push(await page.getByRole('alert').innerText());
    }
    expect(answers[0]).toBe(answers[1]);
  });
});
