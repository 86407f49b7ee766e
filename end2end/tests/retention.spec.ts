// How long leads are kept: previewed, announced, and then they go.
import { axe, expect, hydrated, signIn, signUp, type Page } from '../fixtures';
import { test } from '../ownServer';
import { makeLead } from '../rpc';

test.use({ expectedErrors: [/\/events\)$|status of 401/] });

async function openRetention(page: Page) {
  await page.goto('/app/privacy/retention');
  await hydrated(page);
  await expect(page.getByRole('heading', { name: 'Erased within thirty days' })).toBeVisible();
}

test('P-55 a rule says whom it erases before it is saved, announces them, and erases those whom nobody keeps', async ({ page, server }) => {
  test.setTimeout(120_000);
  const who = await signUp(page);
  await makeLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com' });
  await makeLead(page, { name: 'Marcus Bell', email: 'marcus@example.com' });
  await openRetention(page);
  const rules = page.getByRole('region', { name: 'Rules' });
  const row = rules.getByRole('row', { name: /^New/ });
  await expect(row).toContainText('Kept until you erase them.');
  await axe(page);
  await row.getByLabel('New: erase').selectOption('After 6 quiet months');
  await expect(row).toContainText(/Will erase 2 leads on \w{3} \d{1,2}, \d{4}\./);
  await page.reload();
  await hydrated(page);
  await expect(row).toContainText('Kept until you erase them.');

  await row.getByLabel('New: erase').selectOption('After 6 quiet months');
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('Nobody is erased for at least thirty days')).toBeVisible();
  await expect(row.getByLabel('New: erase')).toHaveValue('6');
  await axe(page);

  await test.step('thirty days before, Today says so, and one is kept', async () => {
    await server.restart({ REALTOROS_CLOCK_OFFSET: '165d' });
    await signIn(page, who);
    await page.getByRole('link', { name: '2 leads will be erased' }).click();
    const next = page.getByRole('region', { name: 'Erased within thirty days' });
    await expect(next.getByRole('row')).toHaveCount(3);
    await axe(page);
    await next.getByRole('button', { name: 'Keep Rosa Delgado' }).click();
    await expect(next.getByRole('row')).toHaveCount(2);
    await expect(next).not.toContainText('Rosa');
  });

  await test.step('then the other is erased, and a certificate says why', async () => {
    await server.restart({ REALTOROS_CLOCK_OFFSET: '185d' });
    await signIn(page, who);
    await page.goto('/app/leads');
    await hydrated(page);
    await expect(page.getByRole('rowheader', { name: 'Rosa Delgado' })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'Marcus Bell' })).toHaveCount(0);
    await page.goto('/app/privacy/erasures');
    await hydrated(page);
    await expect(page.getByRole('row', { name: /The account keeps leads no longer/ })).toBeVisible();
  });
});
