// Who gets data, versions of the policy, transfers: plain pages that need no script.
import { axe, expect, signUp, test } from '../fixtures';

test('P-38 the public list says since when each sub-processor is there, and what it gets', async ({ page }) => {
  await page.goto('/subprocessors');
  await expect(page.getByRole('heading', { name: 'Announced, added, removed' })).toBeVisible();
  const history = page.getByRole('table', { name: 'History of sub-processors' });
  await expect(history.getByRole('row').filter({ hasText: 'Twilio' })).toBeVisible();
  await page.getByText('Field by field').first().click();
  await expect(page.getByText('safety_identifier').first()).toBeVisible();
  await axe(page);
});

test('P-38 an account objects to a sub-processor and takes it back', async ({ page }) => {
  await signUp(page);
  await page.goto('/app/privacy/processors');
  await axe(page);
  await page.getByRole('button', { name: 'Object: Google' }).click();
  await expect(page.getByText('Off: you objected')).toBeVisible();
  await page.getByRole('button', { name: 'Allow again: Google' }).click();
  await expect(page.getByText('Off: you objected')).toHaveCount(0);
});

test('P-37 an account is left out of counts and counted again', async ({ page }) => {
  await signUp(page);
  await page.goto('/app/privacy/processors');
  await page.getByRole('button', { name: 'Leave me out' }).click();
  await expect(page.getByText('You are left out.')).toBeVisible();
  await page.getByRole('button', { name: 'Count me in again' }).click();
  await expect(page.getByText('You are counted.')).toBeVisible();
});

test('P-67 without a transfer the page says what would happen', async ({ page }) => {
  await signUp(page);
  await page.goto('/app/privacy/transfer');
  await expect(page.getByText('No transfer is announced.')).toBeVisible();
  await axe(page);
});

test('P-69 old versions of the policy stay public, and unknown ones are not there', async ({ page, request }) => {
  await page.goto('/privacy/2026-04-01');
  await expect(page.getByText('Last Updated: April 1, 2026')).toBeVisible();
  await axe(page);
  await page.goto('/privacy/changes');
  await expect(page.getByRole('link', { name: '2026-04-01' })).toBeVisible();
  await axe(page);
  expect((await request.get('/privacy/2020-01-01')).status()).toBe(404);
});

test('P-70 security.txt leads to a page that says how to report a weakness', async ({ page, request }) => {
  const text = await (await request.get('/.well-known/security.txt')).text();
  expect(text).toMatch(/^Contact: mailto:/m);
  await page.goto('/security');
  await expect(page.getByRole('heading', { name: 'Reporting a weakness' })).toBeVisible();
  await axe(page);
});
