// The pages of a working day fit the screen.
import { expect, signUp, test } from '../fixtures';
import { makeLead } from '../rpc';
import { go, open } from '../steps';

test('the daily pages fit the screen', { tag: '@phone' }, async ({ page }) => {
  await signUp(page);
  const lead = await makeLead(page, {
    name: 'Maximiliana Featherstonehaugh-Vanderbilt',
    email: 'maximiliana.featherstonehaugh@a-rather-long-domain.example.com',
    phone: '(512) 555-0171',
  });
  for (const path of ['/app/today', '/app/leads', `/app/leads/${lead}`, '/app/inbox', `/app/inbox/${lead}`, '/app/privacy']) {
    await open(page, path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, path).toBeLessThanOrEqual(page.viewportSize()!.width);
  }
});

test('every place is reached by the bottom bar', { tag: '@phone' }, async ({ page }) => {
  await signUp(page);
  for (const place of ['Leads', 'Import', 'Privacy', 'Settings']) await go(page, place);
  const wide = page.viewportSize()!.width >= 800;
  await expect(page.getByRole('link', { name: 'Import', exact: true }), 'the rest is hidden again').toHaveCount(wide ? 1 : 0);
});
