// Taking data away: ask, wait, fetch with the password, once.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { axe, expect, hydrated, signUp, test, type Page } from '../fixtures';
import { makeLead } from '../rpc';
import { open } from '../steps';

/** The files of a ZIP, found by its central directory (APPNOTE 4.3.12). */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  expect(end, 'the archive is whole').toBeGreaterThan(0);
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Gives the password and saves what comes. */
async function download(page: Page, password: string): Promise<Map<string, Buffer>> {
  await page.getByLabel('Your password').fill(password);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^realtoros-(export|person)-\d{4}-\d\d-\d\d\.zip$/);
  return unzip(await readFile(await saved.path()));
}

test('p60 an account is exported, fetched once with the password, and every file is what the list says', async ({ page }) => {
  const who = await signUp(page);
  await makeLead(page, { name: '=HYPERLINK("http://evil.example") Ortiz', email: 'ana@example.com' });
  await open(page, '/app/privacy/exports');
  await expect(page.getByRole('heading', { name: 'No exports yet' })).toBeVisible();
  await axe(page);

  await page.getByRole('button', { name: 'Export everything' }).click();
  const item = page.getByRole('article').filter({ hasText: 'Everything of your account' });
  await expect(item.getByText('Ready')).toBeVisible();
  await axe(page);
  const action = (await item.locator('form[action$="/download"]').getAttribute('action'))!;
  const files = await download(page, who.password);

  const manifest = JSON.parse(files.get('manifest.json')!.toString());
  expect(manifest.files.length, 'all but the list and its signature').toBe(files.size - 2);
  expect(JSON.parse(files.get('manifest.sig')!.toString()).purpose).toBe('export-manifest');
  for (const { name, sha256, bytes } of manifest.files) {
    expect(createHash('sha256').update(files.get(name)!).digest('hex'), name).toBe(sha256);
    expect(files.get(name)!.length, name).toBe(bytes);
  }
  const data = JSON.parse(files.get('data.json')!.toString());
  expect(data.tables.lead[0].content.emails).toEqual(['ana@example.com']);
  expect(files.get('leads.csv')!.toString()).toContain('"\'=HYPERLINK(');

  const again = await page.request.post(action, { form: { password: who.password }, headers: { origin: new URL(page.url()).origin } });
  expect(again.status(), 'the link works once').toBe(410);
  await expect(item.getByText('Fetched, and deleted here.')).toBeVisible();
});

test.describe('a wrong password', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('p60 hands nothing over, and the right one then does', async ({ page }) => {
    const who = await signUp(page);
    await open(page, '/app/privacy/exports');
    await page.getByRole('button', { name: 'Export everything' }).click();
    await page.getByLabel('Your password').fill('not my password');
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('alert')).toContainText('not your password');
    await axe(page);
    const files = await download(page, who.password);
    expect([...files.keys()]).toContain('README.txt');
  });
});

test('p59 a person is reported on and exported from their own page', async ({ page }) => {
  const who = await signUp(page);
  const ana = await makeLead(page, { name: 'Ana Ortiz', email: 'ana@example.com' });
  await makeLead(page, { name: 'Ben Cole', email: 'ben@example.com' });
  await open(page, `/app/leads/${ana}`);
  await page.getByRole('link', { name: 'Report to print' }).click();
  await expect(page.getByRole('heading', { name: 'Everything about Ana Ortiz' })).toBeVisible();
  await expect(page.getByText('ana@example.com').first()).toBeVisible();
  await expect(page.getByText('ben@example.com')).toHaveCount(0);
  await axe(page);

  await page.getByRole('link', { name: 'Back to the lead' }).click();
  await hydrated(page);
  await page.getByRole('button', { name: "Export this person's data" }).click();
  await page.getByRole('link', { name: 'Fetch it under Exports' }).click();
  await expect(page.getByRole('article').filter({ hasText: 'Everything about Ana Ortiz' })).toBeVisible();
  const files = await download(page, who.password);
  for (const [name, content] of files) expect(content.toString(), name).not.toContain('ben@example.com');
  expect(files.get('leads.vcf')!.toString()).toContain('FN:Ana Ortiz');
});
