// Files as people have them: broken, empty, huge, with formulas. A clear message each time, and nothing half-done.
import { readFileSync } from 'node:fs';
import { axe, expect, hydrated, signUp, test, type Page } from '../fixtures';
import { open, startImport } from '../steps';

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
      ['broken.xlsx', workbook, /damaged/],
      ['picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /Export your contacts as CSV/],
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
