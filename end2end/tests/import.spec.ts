// Choosing a file to import, and taking an import back.
import { expect, signUp, test } from '../fixtures';
import { makeLead } from '../rpc';
import { open, startImport, upload } from '../steps';

test('the whole zone takes a file, and a file on its way is shown', async ({ page }) => {
  await signUp(page);
  await open(page, '/app/import');
  const box = (await page.locator('.dropzone').boundingBox())!;
  for (const [x, y] of [[8, 8], [box.width - 8, 8], [box.width / 2, box.height / 2], [8, box.height - 8]]) {
    const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.getAttribute('type'), [box.x + x, box.y + y]);
    expect(hit, `${x}, ${y}`).toBe('file');
  }
  await page.route('**/app/import/upload', async (route) => {
    await new Promise((over) => setTimeout(over, 2_000));
    await route.continue();
  });
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Email\nRosa Delgado,rosa@example.com\n'),
  });
  await page.getByRole('button', { name: 'Look at the file' }).click({ noWaitAfter: true });
  await expect(page.getByRole('button', { name: 'Reading the file…' })).toBeDisabled();
  await expect(page.getByRole('heading', { level: 2, name: 'people.csv' })).toBeVisible();
});

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
