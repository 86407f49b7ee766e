// Do-not-call lists: uploaded, looked at, and asked by the gate.
import { axe, expect, hydrated, signUp, test, type Captured, type Page } from '../fixtures';
import { ask, makeLead } from '../rpc';
import { open } from '../steps';

const PAGE = '/app/privacy/do-not-call';

async function upload(page: Page, name: string, lines: string[]) {
  await open(page, PAGE);
  await expect(page.getByLabel('Which list')).toHaveValue('federal');
  await page.getByLabel('The full list for your area codes').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(lines.join('\r\n')) });
  await page.getByRole('button', { name: 'Compare numbers' }).click();
}

/** Lets the file that waits count, and waits until it does. */
async function letItCount(page: Page, checked: string, listed: string) {
  const waiting = page.getByRole('region', { name: /^Federal do-not-call list, downloaded/ });
  await expect(waiting.getByRole('row', { name: /512/ })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await waiting.getByLabel('This is the full list for these area codes').check();
  await waiting.getByRole('button', { name: 'Let it count' }).click();
  const row = page.getByRole('table', { name: /^Copies of do-not-call lists/ }).getByRole('row', { name: /Federal/ });
  await expect(async () => {
    if (test.info().project.use.javaScriptEnabled === false) await page.reload();
    await expect(row).toContainText(/Good until \w{3} \d{1,2}, \d{4}/, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(row.getByRole('cell').nth(2)).toHaveText(checked);
  await expect(row.getByRole('cell').nth(3)).toHaveText(listed);
  await expect(waiting).toHaveCount(0);
}

/** The lead agrees to texts on their own page, after a code: that is consent, and no exemption from the registry. */
async function agreeToTexts(page: Page, lead: string, email: string, outbox: (to: string) => Promise<Captured[]>) {
  await ask(page, 'leads/send-link', { form: { id: lead } });
  await expect.poll(async () => (await outbox(email)).length).toBe(1);
  const me = (await outbox(email))[0].text.match(/\/me\/[\w-]+/)![0];
  await page.goto(`${me}/code?next=choices`);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect.poll(async () => (await outbox(email)).length).toBe(2);
  await page.getByLabel('Code of six digits').fill((await outbox(email)).at(-1)!.text.match(/\b\d{6}\b/)![0]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Text messages').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
}

test('P-48 a number that no list has seen is refused with a way out, and a list says which numbers are on it', async ({ page, outbox }) => {
  await signUp(page);
  const email = `rosa-${crypto.randomUUID()}@example.com`;
  const rosa = await makeLead(page, { name: 'Rosa Delgado', email, phone: '(512) 555-0142' });
  await makeLead(page, { name: 'Marcus Bell', phone: '(512) 555-0177' });
  await agreeToTexts(page, rosa, email, outbox);

  await open(page, `/app/inbox/${rosa}`);
  await expect(page.getByText('This number has not been checked against the do-not-call registry.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Check numbers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Do not call' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No list yet' })).toBeVisible();

  await upload(page, '512.txt', ['Area code,Number', '512,5550142', '512,5550143']);
  await letItCount(page, '2', '1');
  await axe(page);

  await open(page, `/app/inbox/${rosa}`);
  await expect(page.getByText('This number is on the do-not-call registry.').first()).toBeVisible();
  await open(page, `/app/leads/${rosa}`);
  await expect(page.getByText(/^On the federal do-not-call list \(checked/)).toBeVisible();

  await upload(page, '512.csv', ['(512) 555-0143', '(512) 555-0144']);
  await letItCount(page, '2', '0');
  await open(page, `/app/leads/${rosa}`);
  await expect(page.getByText(/^Not on the federal do-not-call list, checked/)).toBeVisible();
  await open(page, `/app/inbox/${rosa}`);
  await page.getByPlaceholder('Write to Rosa Delgado').fill('A house on Alder Lane is open.');
  await expect(page.getByText(/^(Can be sent now|Goes out)/)).toBeVisible();
});

test('P-48 a list is uploaded and counts without a script @noscript', async ({ page }) => {
  await signUp(page);
  await makeLead(page, { name: 'Marcus Bell', phone: '(512) 555-0177' });
  await page.setViewportSize({ width: 360, height: 740 });
  await upload(page, '512.txt', ['5125550177', '5125550178']);
  await letItCount(page, '1', '1');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test.describe('what is no full list', () => {
  test.use({ expectedErrors: [/status of 422/] });

  test('P-48 is refused with the reason, and leaves nothing', async ({ page }) => {
    await signUp(page);
    for (const [name, line, why] of [
      ['changes.txt', '512,5550142,2026-11-20,A', /lists changes/],
      ['cut.txt', '512,5550142\n512,555', /Line 2 is not a telephone number/],
      ['list.xml', '<list/>', /web page or XML/],
    ] as const) {
      await upload(page, name, [line]);
      await expect(page.getByRole('alert'), name).toContainText(why);
      await axe(page);
    }
    await open(page, PAGE);
    await expect(page.getByRole('heading', { name: 'No list yet' })).toBeVisible();
  });
});
