// What a realtor does, in verbs. Every page that is opened is checked with axe.
import { axe, expect, hydrated, type Page } from './fixtures';

/** Opens a page of the dashboard, or a public one, and checks it. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (path.startsWith('/app/')) await hydrated(page);
  await axe(page);
}

/** On a phone the last places of the main menu and the way out are under “More”. */
async function openMore(page: Page): Promise<void> {
  const more = page.getByRole('navigation', { name: 'Main' }).getByText('More', { exact: true });
  if (await more.isVisible()) await more.click();
}

/** Leaves. */
export async function signOut(page: Page): Promise<void> {
  await openMore(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
}

/** Goes to a place of the main menu and checks it. */
export async function go(page: Page, place: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true });
  if (!(await link.isVisible())) await openMore(page);
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
  await expect(page.getByText(/^(Loading|Looking|Counting|Opening) .*…$/)).toHaveCount(0);
  await axe(page);
}

/** Fills a field and leaves it, as the fields that save by themselves need. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label).last();
  await field.fill(text);
  await field.blur();
}

/** Uploads a file to the import wizard and waits for what was found in it. */
export async function upload(page: Page, name: string, lines: string[]): Promise<void> {
  await page.getByLabel('Choose a file').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  await hydrated(page);
  await axe(page);
}

/** Imports what the wizard shows and waits until it is in. */
export async function startImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('All rows are in.')).toBeVisible();
  await axe(page);
}

export interface NewLead {
  name: string;
  email?: string;
  phone?: string;
}

/** Adds a lead from the list of leads; ends on the lead's page and returns its address. */
export async function addLead(page: Page, { name, email = '', phone = '' }: NewLead): Promise<string> {
  await page.goto('/app/leads');
  await hydrated(page);
  await page.getByRole('button', { name: 'Add a lead' }).first().click();
  const form = page.getByRole('region', { name: 'Add a lead' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('E-mail').fill(email);
  await form.getByLabel('Phone').fill(phone);
  await form.getByRole('button', { name: 'Add the lead' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

export interface Letter {
  subject: string;
  heading: string;
  text: string;
}

/** Writes a newsletter and waits until it is saved; ends in its editor. */
export async function writeNewsletter(page: Page, { subject, heading, text }: Letter): Promise<void> {
  await go(page, 'Newsletters');
  await page.getByRole('button', { name: 'Write a newsletter' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Newsletter', exact: true })).toBeVisible();
  const content = page.getByRole('region', { name: 'Content' });
  await write(page, 'Subject', subject);
  await content.getByRole('button', { name: '+ Heading' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await content.getByRole('textbox', { name: 'Heading' }).fill(heading);
  await expect(preview.getByRole('article'), 'it follows while somebody types').toContainText(heading);
  await content.getByRole('textbox', { name: 'Heading' }).blur();
  await content.getByRole('button', { name: '+ Text' }).click();
  const words = content.getByRole('textbox', { name: 'Text', exact: true });
  await words.fill(text);
  await words.blur();
  await expect(content.getByText('Saved.')).toBeVisible();
  await expect(preview.getByText('Before it can be approved')).toHaveCount(0);
  await axe(page);
}
