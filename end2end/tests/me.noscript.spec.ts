// What a lead does about their own data, by their link and without any script.
import { axe, expect, signUp, test, type Captured, type Page } from '../fixtures';
import { ask, makeLead } from '../rpc';

/** A lead of a new realtor, and the link to their own page. */
async function invited(page: Page, outbox: (to: string) => Promise<Captured[]>) {
  const who = await signUp(page);
  const email = `rosa-${crypto.randomUUID()}@example.com`;
  const lead = await makeLead(page, { name: 'Rosa Delgado', email });
  await ask(page, 'leads/send-link', { form: { id: lead } });
  await expect.poll(async () => (await outbox(email)).length).toBe(1);
  const me = (await outbox(email))[0].text.match(/\/me\/[\w-]+/)![0];
  return { email, lead, me, who };
}

/** Asks for a code on the page that is open, takes it from the mail and enters it. */
async function showWhoIAm(page: Page, email: string, outbox: (to: string) => Promise<Captured[]>) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Show that it is you');
  const before = (await outbox(email)).length;
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByLabel('Code of six digits')).toBeVisible();
  await expect.poll(async () => (await outbox(email)).length).toBe(before + 1);
  const code = (await outbox(email)).at(-1)!.text.match(/\b\d{6}\b/)![0];
  await page.getByLabel('Code of six digits').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  return code;
}

test('P-59 P-61 P-62 P-64 a lead sees, corrects and asks for erasure after a code to the address on file', async ({ page, outbox }) => {
  const { email, lead, me } = await invited(page, outbox);
  const headers = (await page.goto(me))!.headers();
  expect(headers).toMatchObject({ 'cache-control': expect.stringContaining('no-store'), 'referrer-policy': 'no-referrer' });
  await axe(page);
  await expect(page.locator('body')).not.toContainText(email);

  await page.getByRole('link', { name: 'See my data' }).click();
  await expect(page.locator('body'), 'the address is only hinted at').not.toContainText(email);
  await axe(page);
  await showWhoIAm(page, email, outbox);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything about you');
  await page.getByText('Leads', { exact: false }).first().click();
  await expect(page.getByText(email).first()).toBeAttached();
  await axe(page);
  const cookies = (await page.context().cookies()).filter(({ name }) => name.endsWith('proof'));
  expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Strict', path: me })]);

  await page.goto(`${me}/correct`);
  await page.getByLabel('First name').fill('Rosalind');
  await page.getByLabel('City').fill('Austin');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await axe(page);
  const opened = await ask<{ name: string }>(page, 'leads/open', { form: { id: lead } });
  expect(opened.name).toBe('Rosalind Delgado');

  await page.goto(`${me}/erase`);
  await axe(page);
  await page.getByRole('button', { name: 'Ask for erasure' }).click();
  await expect(page.getByRole('status')).toContainText('Your request is in.');
  await page.goto(me);
  await expect(page.getByRole('row', { name: /Erase my data/ })).toContainText('Open');
});

test.describe('a wrong code', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('P-64 a wrong code shows nothing, and a link alone shows nothing', async ({ page, outbox }) => {
    const { email, me } = await invited(page, outbox);
    for (const path of ['data', 'correct', 'erase', 'copy', 'receipts']) {
      await page.goto(`${me}/${path}`);
      await expect(page).toHaveURL(new RegExp(`/code\\?next=${path}$`));
    }
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await expect.poll(async () => (await outbox(email)).length).toBe(2);
    const code = (await outbox(email)).at(-1)!.text.match(/\b\d{6}\b/)![0];
    await page.getByLabel('Code of six digits').fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('alert')).toContainText('That is not the code. You can try 4 more times.');
    await axe(page);
  });
});

test('P-47 P-59 less use of data counts at once, and who saw it is told', async ({ page, outbox }) => {
  const { lead, me } = await invited(page, outbox);
  await ask(page, 'leads/open', { form: { id: lead } });
  await page.goto(me);
  await page.getByRole('button', { name: 'Only store my data' }).click();
  await expect(page.getByText('Only stored.', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'No marketing at all' }).click();
  await expect(page.getByRole('status').first()).toContainText('no marketing');
  await expect(page.getByRole('row', { name: /No marketing/ })).toContainText('Done');
  await page.getByRole('button', { name: 'Let my data be used again' }).click();

  await expect.poll(async () => {
    await page.goto(`${me}/seen`);
    return page.getByRole('row', { name: /Avery Agent/ }).filter({ hasText: 'opened your page' }).count();
  }).toBeGreaterThan(0);
  await axe(page);
  await page.goto(`${me}/why`);
  await expect(page.getByText('Avery Agent sent you a link to your own page.').first()).toBeVisible();
  await axe(page);
});

test('P-41 a receipt of consent is a signed file', async ({ page, outbox }) => {
  const { email, me } = await invited(page, outbox);
  await page.goto(me);
  await page.getByRole('button', { name: 'No marketing at all' }).click();
  await page.goto(`${me}/receipts`);
  await showWhoIAm(page, email, outbox);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My consents');
  await axe(page);
  const href = await page.getByRole('link', { name: 'Signed receipt' }).first().getAttribute('href');
  const file = await (await page.request.get(href!)).json();
  expect(file).toMatchObject({
    format: 'realtoros-consent-receipt/1',
    receipt: { event: { type: 'consent_withdrawn' } },
    signature: { key_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  const keys = await (await page.request.get('/.well-known/realtoros-keys.json')).json();
  expect(keys.keys.map(({ kid }: { kid: string }) => kid)).toContain(file.signature.key_id);
});

test('P-64 the pages fit a narrow screen', async ({ page, outbox }) => {
  const { email, me } = await invited(page, outbox);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${me}/data`);
  await showWhoIAm(page, email, outbox);
  for (const path of ['', '/data', '/correct', '/erase', '/copy', '/seen', '/why', '/receipts']) {
    await page.goto(me + path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('P-56 P-62 while the account closes a lead still shows who they are, and is erased at once', async ({ page, outbox }) => {
  const { email, me, who } = await invited(page, outbox);
  await page.goto('/app/privacy/closing');
  await page.getByLabel('Your e-mail address').fill(who.email);
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('status')).toContainText('This account is closing');

  await page.goto(`${me}/erase`);
  await showWhoIAm(page, email, outbox);
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('it is done at once');
  await page.getByRole('button', { name: 'Ask for erasure' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data was erased');
  await axe(page);
  expect((await page.request.get(me)).status(), 'the link has ended').toBe(404);
  await expect.poll(async () => (await outbox(email)).at(-1)?.text).toContain('that was done on');
});
