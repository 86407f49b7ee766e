// Erasing a lead, restricting and objecting, and somebody who may be under 18.
import { readFile } from 'node:fs/promises';
import { axe, expect, hydrated, person, signUp, test, type Page } from '../fixtures';
import { makeImport, makeLead } from '../rpc';
import { open } from '../steps';

test.use({ expectedErrors: [/status of (404|422)/] });

const rosa = { name: 'Rosa Delgado', email: 'rosa@example.com', phone: '(512) 555-0171' };

async function lead(page: Page, who = rosa): Promise<string> {
  const id = await makeLead(page, who);
  await open(page, `/app/leads/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: who.name })).toBeVisible();
  return id;
}

test('P-62: a lead is erased, with a certificate that names nobody', async ({ page }) => {
  const who = person();
  await signUp(page, who);
  await open(page, '/app/privacy/erasures');
  await expect(page.getByRole('heading', { name: 'Nobody has been erased' })).toBeVisible();

  const id = await lead(page);
  await page.getByRole('button', { name: 'Erase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Rosa Delgado?' });
  await expect(dialog).toContainText('This cannot be undone.');
  await axe(page);
  await dialog.getByLabel('Your password').fill('not my password at all');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog.getByText('That is not your password.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Erase…' }).click();
  await dialog.getByLabel('Your password').fill(who.password);
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page).toHaveURL(/\/app\/privacy\/erasures\?made=/);
  await expect(page.getByRole('status').filter({ hasText: 'Erased.' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'The person asked for it' });
  await expect(row).toContainText('Expires on');
  await axe(page);

  const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link', { name: /^Text/ }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('CERTIFICATE OF ERASURE');
  expect(text).toContain(id);
  for (const word of ['Rosa', 'Delgado', 'rosa@example.com', '5550171']) expect(text).not.toContain(word);

  await page.goto(`/app/leads/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'This lead cannot be opened' })).toBeVisible();
});

test('P-62: a file does not bring an erased person back', async ({ page }) => {
  const who = person();
  await signUp(page, who);
  await lead(page);
  await page.getByRole('button', { name: 'Erase…' }).click();
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page).toHaveURL(/erasures/);

  const id = await makeImport(page, 'First Name,Last Name,Email\r\nRosa,Delgado,rosa@example.com\r\nEve,Moss,eve@example.com\r\n');
  await open(page, `/app/import/${id}`);
  await page.getByText('Why rows are rejected').click();
  await expect(page.getByText("this person's data was erased")).toBeVisible();
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('All rows are in.')).toBeVisible();
  await open(page, '/app/leads');
  await expect(page.getByRole('row').filter({ hasText: 'Eve Moss' })).toBeVisible();
  await expect(page.getByText('Rosa Delgado')).toHaveCount(0);
});

test('P-61: restricted data is only stored, and an objection ends every channel', async ({ page }) => {
  await signUp(page);
  await lead(page);
  await page.getByRole('switch', { name: 'Only store their data' }).check();
  await expect(page.getByText('This person asked that their data is only stored.')).toBeVisible();
  await axe(page);
  await page.getByRole('switch', { name: 'Only store their data' }).uncheck();
  await expect(page.getByText('This person asked that their data is only stored.')).toHaveCount(0);

  await page.getByRole('button', { name: 'They object to marketing' }).click();
  await expect(page.getByText('Contact has ended on every channel.')).toBeVisible();
  const consent = page.getByRole('region', { name: 'Consent' });
  await expect(consent.getByText('Opted out on', { exact: false })).toHaveCount(3);
});

test('the page of erasures fits a phone', async ({ page }) => {
  const who = person();
  await signUp(page, who);
  await lead(page);
  await page.getByRole('button', { name: 'Erase…' }).click();
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page).toHaveURL(/erasures/);
  await page.setViewportSize({ width: 360, height: 740 });
  await hydrated(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
});
