// The list of leads and a lead's page.
import { axe, expect, signUp, test, type Page } from '../fixtures';
import { makeLead } from '../rpc';
import { addLead, open } from '../steps';

test('a lead is added and edited in place', async ({ page }) => {
  await signUp(page);
  await open(page, '/app/leads');
  await addLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com', phone: '(512) 555-0171' });
  await axe(page);

  await page.getByRole('button', { name: 'Edit contact details' }).click();
  const contact = page.getByRole('region', { name: 'Contact' });
  await contact.getByLabel('City').fill('Austin');
  await contact.getByLabel('Tags').fill('Buyer, Hyde Park');
  await axe(page);
  await contact.getByRole('button', { name: 'Save' }).click();
  await expect(contact.getByRole('definition').filter({ hasText: 'Buyer, Hyde Park' })).toBeVisible();

  await page.getByRole('button', { name: 'Edit preferences' }).click();
  const preferences = page.getByRole('region', { name: 'Looking for' });
  await preferences.getByLabel('Bedrooms from').fill('3');
  await preferences.getByLabel('Budget up to, in dollars').fill('600k');
  await preferences.getByLabel('Must have').fill('fenced yard, hoa');
  await preferences.getByLabel('Pets').fill('2 dogs');
  await preferences.getByRole('button', { name: 'Save' }).click();
  await expect(preferences.getByText('3+ beds')).toBeVisible();
  for (const text of ['Up to $600,000', 'Must have: Fenced yard', 'Must have: HOA', 'Pets: 2 dogs']) {
    await expect(preferences.getByText(text)).toBeVisible();
  }

  await page.reload();
  await expect(contact).toContainText('Austin');
  await expect(preferences).toContainText('3+ beds');
});

test('what another window saved stays when a lead is edited', async ({ page, context }) => {
  await signUp(page);
  await open(page, '/app/leads');
  await addLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com', phone: '(512) 555-0171' });
  const other = await context.newPage();
  await open(other, new URL(page.url()).pathname);
  const mine = page.getByRole('region', { name: 'Contact' });
  const theirs = other.getByRole('region', { name: 'Contact' });
  await page.getByRole('button', { name: 'Edit contact details' }).click();
  await other.getByRole('button', { name: 'Edit contact details' }).click();
  await theirs.getByLabel('Phone').fill('(512) 555-0171, (512) 555-0172');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(theirs).toContainText('(512) 555-0172');
  await mine.getByLabel('City').fill('Austin');
  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(mine).toContainText('Austin');
  await expect(mine).toContainText('(512) 555-0172');
});

async function threeLeads(page: Page) {
  await signUp(page);
  for (const name of ['Ana Ortiz', 'Ben Cole', 'Cam Reed']) {
    await makeLead(page, { name, email: `${name.split(' ')[0].toLowerCase()}@example.com` });
  }
}

test('several leads are moved and tagged at once', async ({ page }) => {
  await threeLeads(page);
  await open(page, '/app/leads');
  await page.getByLabel('Select Ana Ortiz').check();
  await page.getByLabel('Select Ben Cole').check();
  const bar = page.getByRole('region', { name: 'Selected leads' });
  await expect(bar).toContainText('2 leads selected');
  await axe(page);
  await bar.getByLabel('Stage').selectOption('Nurture');
  await bar.getByRole('button', { name: 'Move' }).click();
  await expect(bar.getByText('Moved.')).toBeVisible();
  await bar.getByRole('textbox', { name: 'Tag' }).fill('Newsletter');
  await bar.getByRole('button', { name: 'Add tag' }).click();
  await expect(bar.getByText('Tagged.')).toBeVisible();
  for (const name of ['Ana Ortiz', 'Ben Cole']) {
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Nurture');
    await expect(row).toContainText('Newsletter');
  }
  await page.goto('/app/leads?tag=Newsletter');
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('2 leads of 3');
});
