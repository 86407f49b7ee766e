// Importing files as people have them: broken, empty, huge, with formulas. A clear message each time, nothing half-done,
// and what came can be taken back.
import { readFileSync } from 'node:fs';
import { axe, expect, hydrated, signUp, test, type Page } from '../fixtures';
import { ask, makeLead } from '../rpc';
import { open, startImport, upload } from '../steps';

async function choose(page: Page, name: string, content: string | Buffer) {
  await open(page, '/app/import');
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Look at the file' }).click();
}

test.describe('what cannot be read', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('is refused with the reason, and leaves nothing', async ({ page }) => {
    await signUp(page);
    const workbook = Buffer.from('504b0304140000000800', 'hex');
    for (const [name, content, why] of [
      ['empty.csv', '', /empty/],
      ['broken.xlsx', workbook, /damaged|compressed file/],
      ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /This is a picture/],
    ] as const) {
      await choose(page, name, content);
      await expect(page.getByRole('alert'), name).toContainText(why);
      await axe(page);
    }
    await open(page, '/app/leads');
    await expect(page.getByText('No leads yet')).toBeVisible();
  });
});

test('a cell of two megabytes costs one row, and a formula stays text that no spreadsheet runs', async ({ page }) => {
  await signUp(page);
  const rows = [
    'First Name,Last Name,Email,Notes',
    `Huge,Cell,huge@example.com,${'x'.repeat(2_000_000)}`,
    'Sum,"=HYPERLINK(""http://evil.example"",""x"")",sum@example.com,',
    ',,not an address,=1+1',
    'Plain,Person,plain@example.com,',
  ];
  await choose(page, 'cells.csv', rows.join('\r\n'));
  await hydrated(page);
  const found = page.getByRole('region', { name: 'What would happen' });
  await expect(found).toContainText(/New leads\s*2\D/);
  await expect(found).toContainText(/Rejected\s*2\D/);
  await startImport(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rejected rows' }).click();
  const rejected = readFileSync(await (await download).path(), 'utf8');
  expect(rejected).toContain("'=1+1");
  expect(rejected.length).toBeLessThan(100_000);
  await open(page, '/app/leads');
  await expect(page.getByRole('rowheader', { name: /HYPERLINK/ })).toBeVisible();
});

test('the whole zone takes a file, and a file on its way is shown', async ({ page }) => {
  await signUp(page);
  await open(page, '/app/import');
  const box = (await page.locator('.dropzone').boundingBox())!;
  for (const [x, y] of [[8, 8], [box.width - 8, 8], [box.width / 2, box.height / 2], [8, box.height - 8]]) {
    const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.getAttribute('type'), [box.x + x, box.y + y]);
    expect(hit, `${x}, ${y}`).toBe('file');
  }
  const people = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Email\nRosa Delgado,rosa@example.com\n') };
  await page.getByLabel('Choose a file').setInputFiles(people);
  // Held up once: while a file is on its way the browser waits for the next page, and so would every question here.
  await page.evaluate(() => window.addEventListener('submit', (event) => event.preventDefault(), { once: true }));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await expect(page.getByRole('button', { name: 'Reading the file…' })).toBeDisabled();
  await page.getByLabel('Choose a file').setInputFiles(people);
  await page.getByRole('button', { name: 'Look at the file' }).click();
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
  await page.getByRole('dialog', { name: /people\.csv/ }).getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('This import was taken back.')).toBeVisible();
  await open(page, `/app/leads/${lead}`);
  await expect(page.getByText('Likes porches')).toHaveCount(0);
  await expect(page.getByText('555-0171')).toHaveCount(0);
});

test('p41 an export says before it is imported whether consent comes back', async ({ page }) => {
  const who = await signUp(page);
  const ana = await makeLead(page, { name: 'Ana Ortiz', email: 'ana@example.com' });
  await ask(page, 'inbox/note', { form: { lead: ana, text: 'Likes porches' } });
  await open(page, '/app/privacy/exports');
  await page.getByRole('button', { name: 'Export everything' }).click();
  await page.getByLabel('Your password').fill(who.password);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  await choose(page, 'export.zip', readFileSync(await saved.path()));
  await expect(page.getByText(/^Made here for .+ on .+: consent comes back/)).toBeVisible();
  await axe(page);
});
