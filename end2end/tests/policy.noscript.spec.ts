// The policy with what stands behind each clause, without any script.
import { axe, expect, test } from '../fixtures';

test('P-05 every clause stands under its line, with a rule and a state in words', async ({ page }) => {
  await page.goto('/privacy');
  const clauses = page.locator('article.clause');
  await expect(clauses).toHaveCount(70);
  for (const id of ['P-01', 'P-35', 'P-57', 'P-70']) {
    const clause = page.locator(`#${id}`);
    await expect(clause.locator('.rule')).not.toBeEmpty();
    await expect(clause.locator('.result .chip')).toHaveText(/^(Kept|Partly checked|Not kept|Not run|Tested|Partly kept|Not built yet|Not covered)$/);
  }
  await axe(page);
});

test('P-05 what is not covered is said plainly, at its clause and in a list', async ({ page }) => {
  await page.goto('/privacy');
  await expect(page.locator('#P-05 .result .chip')).toHaveText('Partly kept');
  await expect(page.locator('#P-05')).toContainText('No authority and no auditor has certified it');
  const list = page.locator('#not-covered + ul');
  await expect(list.getByRole('link', { name: 'P-05' })).toBeVisible();
});

test('P-05 tests are named, and a clause can be linked to', async ({ page }) => {
  await page.goto('/privacy#P-35');
  const clause = page.locator('#P-35');
  await expect(clause).toBeInViewport();
  await clause.getByText(/automated tests?$/).click();
  await expect(clause.getByText(/p35_/).first()).toBeVisible();
});

test('P-05 the page fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/privacy');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
