// The board and the duplicates.
import { axe, expect, hydrated, signUp, test } from '../fixtures';
import { makeLead } from '../rpc';
import { open } from '../steps';

test('a card moves over the board by keyboard', async ({ page }) => {
  await signUp(page);
  await makeLead(page, { name: 'Ana Ortiz', email: 'ana@example.com' });
  await open(page, '/app/leads/board');
  const card = (stage: string) => page.getByRole('listitem', { name: `Ana Ortiz, ${stage}` });
  await card('New').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status')).toHaveText('Ana Ortiz is now in Contacted.');
  await expect(card('Contacted')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status')).toHaveText('Ana Ortiz is now in Nurture.');
  await expect(card('Nurture')).toBeFocused();
  await axe(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('region', { name: 'Nurture' })).toContainText('Ana Ortiz', { timeout: 1_000 });
  }).toPass();
});

test('two leads that are one person are merged, and the merge is undone', async ({ page }) => {
  await signUp(page);
  await makeLead(page, { name: 'Rosa Delgado', phone: '(512) 555-0171', email: 'rosa@example.com' });
  await makeLead(page, { name: 'Rosa Delgado', phone: '(512) 555-0171' });
  await open(page, '/app/leads/duplicates');
  await page.getByRole('button', { name: 'Keep this one' }).first().click();
  await expect(page.getByText('Merged.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The merge was taken back.')).toBeVisible();
  await page.goto('/app/leads');
  await hydrated(page);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('2 leads');
});
