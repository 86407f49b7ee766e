import { axe, expect, signUp, test } from '../fixtures';

test.use({ expectedErrors: [/status of 422/] });

test('P-56 P-63: closing asks for address and password, stops everything, and can be taken back', async ({ page }) => {
  const who = await signUp(page);
  await page.goto('/app/privacy/closing');
  await axe(page);
  await page.getByLabel('Your e-mail address').fill('somebody@else.example');
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('alert')).toContainText('not the e-mail address of your account');
  await axe(page);
  await page.getByLabel('Your e-mail address').fill(who.email);
  await page.getByLabel('Your password').fill('not the right one');
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('alert')).toContainText('not your password');
  await page.getByLabel('Your e-mail address').fill(who.email);
  await page.getByLabel('Your password').fill(who.password);
  await page.getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('status')).toContainText('This account is closing');
  await axe(page);

  for (const path of ['/app/today', '/app/leads', '/app/privacy/exports']) {
    await page.goto(path);
    await expect(page.getByText('This account closes on')).toContainText('you can read and export');
  }
  await axe(page);
  await page.getByRole('link', { name: 'Keep the account' }).click();
  await page.getByRole('button', { name: 'Keep the account after all' }).click();
  await expect(page.getByRole('button', { name: 'Close the account' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Your account stays open.');
  await page.goto('/app/today');
  await expect(page.getByText('This account closes on')).toHaveCount(0);
});
