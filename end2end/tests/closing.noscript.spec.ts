import { axe, expect, signUp, test } from '../fixtures';

test.use({ expectedErrors: [/status of 422/] });

test('P-56 P-63: closing asks for the password, stops everything, and can be taken back', async ({ page }) => {
  const who = await signUp(page);
  await page.goto('/app/privacy/closing');
  await axe(page);
  await page.getByLabel('Your password').fill('not the right one');
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('alert')).toContainText('not your password');
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('status')).toContainText('This account is closing');
  await axe(page);

  await page.getByRole('button', { name: 'Keep the account after all' }).click();
  await expect(page.getByRole('button', { name: 'Close the account' })).toBeVisible();
});
