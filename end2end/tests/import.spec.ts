// Taking an import back.
import { expect, signUp, test } from '../fixtures';
import { makeLead } from '../rpc';
import { open, startImport, upload } from '../steps';

test('notes of a list are no conversations, and an undo takes them back', async ({ page }) => {
  await signUp(page);
  const lead = await makeLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com' });
  await open(page, '/app/import');
  await upload(page, 'people.csv', ['Name,Email,Phone,Notes', 'Rosa Delgado,rosa@example.com,(512) 555-0171,Likes porches']);
  await startImport(page);
  const run = page.url();
  await open(page, '/app/inbox');
  await expect(page.getByText('No messages yet')).toBeVisible();
  await open(page, `/app/leads/${lead}`);
  await expect(page.getByText('Likes porches')).toBeVisible();
  await open(page, new URL(run).pathname);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('This import was taken back.')).toBeVisible();
  await open(page, `/app/leads/${lead}`);
  await expect(page.getByText('Likes porches')).toHaveCount(0);
  await expect(page.getByText('555-0171')).toHaveCount(0);
});
