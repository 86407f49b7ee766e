// The register of requests about personal data.
import { axe, expect, hydrated, signUp, test } from '../fixtures';
import { ask, makeLead } from '../rpc';

test('P-64 an empty register says where requests come from', async ({ page }) => {
  await signUp(page);
  await page.goto('/app/privacy/requests');
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'Nobody has asked yet' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages of privacy' }).getByRole('link', { name: 'Requests' })).toHaveAttribute('aria-current', 'page');
  await axe(page);
});

test('P-64 a request by phone gets its dates, a code, and an answer', async ({ page, outbox }) => {
  await signUp(page);
  const email = `rosa-${crypto.randomUUID()}@example.com`;
  await makeLead(page, { name: 'Rosa Delgado', email });
  await page.goto('/app/privacy/requests');
  await hydrated(page);
  await page.getByText('Write down a request that came by phone or e-mail').click();
  await page.getByLabel('What do they ask').selectOption('access');
  await page.getByLabel('How did it come in').selectOption('phone');
  await page.getByLabel('Their e-mail address or phone number').fill(email);
  await page.getByLabel('What did they say').fill('What do you hold about me?');
  await page.getByRole('button', { name: 'Write it down' }).click();
  const row = page.getByRole('row', { name: /See their data/ });
  await expect(row).toContainText('Rosa Delgado');
  await expect(row).toContainText('Open');
  await axe(page);

  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Clock' })).toBeVisible();
  await expect(page.getByText('What do you hold about me?')).toBeVisible();
  await expect(page.getByRole('button', { name: 'It is done' })).toHaveCount(0);
  await axe(page);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText('Code sent to the address on file')).toBeVisible();
  const isCode = ({ subject }: { subject?: string }) => subject === 'Your code';
  await expect.poll(async () => (await outbox(email)).filter(isCode).length).toBe(1);
  const code = (await outbox(email)).filter(isCode)[0].text.match(/\b\d{6}\b/)![0];
  await page.getByLabel('The code that they read out').fill(code);
  await page.getByRole('button', { name: 'Check the code' }).click();
  await expect(page.getByText('Identity proven')).toBeVisible();
  await page.getByRole('textbox', { name: 'What was done' }).fill('Sent everything by e-mail.');
  await page.getByRole('button', { name: 'It is done' }).click();
  await expect(page.getByText('This request has been answered.')).toBeVisible();
  await axe(page);
});

test('P-64 requests that came long ago are overdue, on Today too', async ({ page }) => {
  await signUp(page);
  const email = `tom-${crypto.randomUUID()}@example.com`;
  await makeLead(page, { name: 'Tom Ferris', email });
  const received = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
  await ask(page, 'privacy/requests/log', {
    form: {
      'input[kind]': 'other', 'input[via]': 'letter', 'input[law]': 'strictest',
      'input[received]': received, 'input[contact]': email, 'input[text]': 'A letter.',
    },
  });
  await page.goto('/app/privacy/requests');
  await hydrated(page);
  await expect(page.getByRole('row', { name: /Something else/ }).locator('.chip.stop')).toContainText('overdue');
  await page.goto('/app/today');
  await hydrated(page);
  await page.getByRole('link', { name: 'Tom Ferris: Something else' }).click();
  await expect(page.getByRole('heading', { name: 'Something else' })).toBeVisible();
});

test.describe('a lead that is gone', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('P-62 erasure is approved by the realtor, and the lead is gone', async ({ page, outbox }) => {
    await signUp(page);
    const email = `rosa-${crypto.randomUUID()}@example.com`;
    const lead = await makeLead(page, { name: 'Rosa Delgado', email });
    const id = await ask<string>(page, 'privacy/requests/log', {
      form: {
        'input[kind]': 'erasure', 'input[via]': 'email', 'input[law]': 'ccpa',
        'input[received]': new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
        'input[contact]': email, 'input[text]': '',
      },
    });
    await page.goto(`/app/privacy/requests/${id}`);
    await hydrated(page);
    await expect(page.getByRole('button', { name: 'Approve and erase' })).toHaveCount(0);
    await ask(page, 'privacy/requests/act', { form: { id, step: 'send_code', text: '0' } });
    const isCode = ({ subject }: { subject?: string }) => subject === 'Your code';
    await expect.poll(async () => (await outbox(email)).filter(isCode).length).toBe(1);
    const code = (await outbox(email)).filter(isCode)[0].text.match(/\b\d{6}\b/)![0];
    await ask(page, 'privacy/requests/act', { form: { id, step: 'enter_code', text: code } });
    await page.reload();
    await hydrated(page);
    await page.getByRole('button', { name: 'Approve and erase' }).click();
    await expect(page.getByText('Somebody whose data is erased')).toBeVisible();
    await page.goto(`/app/leads/${lead}`);
    await expect(page.getByRole('heading', { name: 'This lead cannot be opened' })).toBeVisible();
  });
});

test('P-64 a member asks RealtorOS, and does not answer themselves', async ({ page }) => {
  await signUp(page);
  await page.goto('/app/privacy/requests');
  await hydrated(page);
  await page.getByText('Ask RealtorOS about your own data').click();
  await page.getByLabel('What do you ask').selectOption('access');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('row', { name: /See my data/ }).getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'See my data' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'It is done' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Refuse' })).toHaveCount(0);
});
