import { axe, expect, test } from '../fixtures';

test('the landing page says what this is', { tag: ['@noscript', '@phone'] }, async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page).toHaveTitle(/RealtorOS/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page);
});
