// What people without an account, and leads with a link from a mail, can do without any script.
import { axe, expect, person, signUp, test, type Captured, type Page } from '../fixtures';
import { ask, makeLead, makeNewsletter } from '../rpc';

for (const [path, heading] of [
  ['/', 'Every lead answered. Every promise kept.'],
  ['/sign-in', 'Welcome back'],
  ['/sign-up', 'Create an account'],
  ['/privacy', 'Privacy Policy'],
  ['/privacy/data-map', 'Data map'],
  ['/subprocessors', 'Sub-processors'],
]) {
  test(`${path} works without scripts`, async ({ page }) => {
    const answer = (await page.goto(path))!;
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
    await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
    await expect(page.locator('script')).toHaveCount(0);
    await axe(page);
  });
}

test.describe('a refused sign-up', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('points at each fault and keeps what was typed', async ({ page }) => {
    const { email } = person();
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('long enough, but not kept');
    await page.getByLabel('License state').selectOption('TX');
    await page.getByLabel('Business postal address').fill('200 Harbor Street\nAustin, TX 78701');
    await page.getByLabel('I am 18 or older').check();
    await page.getByRole('button', { name: 'Create account' }).click();

    const faults = page.getByRole('alert');
    await faults.getByRole('link').first().click();
    await expect(page).toHaveURL(/#name$/);
    await expect(page.getByLabel('Your name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    await expect(page.getByLabel('License state')).toHaveValue('TX');
    await expect(page.getByLabel('Business postal address')).toHaveValue('200 Harbor Street\nAustin, TX 78701');
    await expect(page.getByLabel('I am 18 or older')).toBeChecked();
    await expect(page.getByLabel('I accept the privacy policy')).not.toBeChecked();
    await axe(page);
  });
});

/** A lead of a new realtor, and the mail that they got. */
async function mailed(page: Page, outbox: (to: string) => Promise<Captured[]>) {
  await signUp(page);
  const email = `rosa-${crypto.randomUUID()}@example.com`;
  const lead = await makeLead(page, { name: 'Rosa Delgado', email });
  const newsletter = await makeNewsletter(page, 'Homes in November');
  for (const step of ['approve', 'send']) await ask(page, `newsletters/${step}`, { form: { id: newsletter } });
  await expect.poll(async () => (await outbox(email)).length).toBe(1);
  const [{ text }] = await outbox(email);
  const link = (kind: string) => text.match(new RegExp(`/${kind}/[\\w-]+`))![0];
  const skipped = async () => (await ask<{ skipped: string | null }>(page, 'newsletters/preview', { data: { id: newsletter, lead } })).skipped;
  return { link, skipped };
}

/** Opens a page behind a link of a mail: nothing on the way may tell anybody else about it. */
async function openPersonal(page: Page, path: string) {
  const headers = (await page.goto(path))!.headers();
  expect(headers).toMatchObject({
    'cache-control': expect.stringContaining('no-store'),
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': expect.stringContaining('noindex'),
  });
  await axe(page);
}

test('the links of a newsletter show it and end it', async ({ page, request, outbox }) => {
  const { link, skipped } = await mailed(page, outbox);
  await openPersonal(page, link('n'));
  await expect(page.getByText('Hello Rosa.')).toBeVisible();
  await openPersonal(page, link('u'));
  await page.reload();
  expect(await skipped(), 'looking changes nothing').toBeNull();

  const answer = await request.post(link('u'), { form: { 'List-Unsubscribe': 'One-Click' }, maxRedirects: 0 });
  expect([answer.status(), await answer.text()]).toEqual([200, '']);
  expect(answer.headers()).not.toHaveProperty('set-cookie');
  expect(await skipped()).toContain('asked not to be contacted');

  await page.getByLabel('Everything').check();
  await page.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(page.getByRole('status')).toContainText('texts or calls');
  await axe(page);
});

test('a lead changes their choices', async ({ page, outbox }) => {
  const { link, skipped } = await mailed(page, outbox);
  await openPersonal(page, link('me'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rosa, your data and choices');
  await page.getByRole('checkbox', { name: /^E-mail/ }).uncheck();
  await page.getByRole('switch', { name: /^An assistant may be used/ }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await axe(page);
  await openPersonal(page, link('me'));
  await expect(page.getByRole('checkbox', { name: /^E-mail/ })).not.toBeChecked();
  await expect(page.getByRole('switch')).not.toBeChecked();
  expect(await skipped()).not.toBeNull();
});

test.describe('links that lead nowhere', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('get one friendly page', async ({ page }) => {
    for (const path of ['/n/unknown', '/u/unknown', '/me/unknown']) {
      await openPersonal(page, path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link does not work');
    }
  });
});
