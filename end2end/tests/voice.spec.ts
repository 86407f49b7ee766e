// Messages that an artificial voice reads out by telephone (P-49).
import { axe, expect, signUp, test } from '../fixtures';
import { makeLead } from '../rpc';
import { open } from '../steps';

test('spoken messages are off, and without a signed agreement nobody is called', async ({ page, outbox }) => {
  await signUp(page);
  const lead = await makeLead(page, { name: 'Rosa Canary', email: 'rosa.voice@example.com', phone: '(512) 555-0177' });
  await open(page, `/app/leads/${lead}`);
  const form = page.getByRole('main').locator('details', { hasText: 'Spoken message by telephone' }).last();
  await form.getByText('Spoken message by telephone').click();
  await expect(form.getByRole('status')).toContainText('No call can be placed');
  await expect(form, 'what is heard is shown before anybody types').toContainText('This is an automated call with an artificial voice, from Avery Agent');
  await form.getByLabel('Words to read out').fill('The house on Alder Lane is open.');
  await expect(form.getByRole('button', { name: 'Call', exact: true })).toBeDisabled();
  await axe(page);

  await form.getByRole('link', { name: 'Consent settings' }).click();
  const settings = page.getByRole('region', { name: 'Consent settings' });
  await expect(settings.getByRole('heading', { name: 'Spoken messages by telephone' })).toBeVisible();
  await settings.getByRole('button', { name: 'Allow: Spoken messages by telephone' }).click();
  await expect(settings.getByRole('button', { name: 'Forbid: Spoken messages by telephone' })).toBeVisible();

  await open(page, `/app/leads/${lead}`);
  await form.getByText('Spoken message by telephone').click();
  await expect(form.getByRole('status')).toContainText('This needs the person\'s written agreement');
  await expect(form.getByRole('link', { name: 'Consent settings' })).toHaveCount(0);
  await form.getByLabel('Words to read out').fill('The house on Alder Lane is open.');
  await expect(form.getByRole('button', { name: 'Call', exact: true })).toBeDisabled();
  expect(await outbox('+15125550177')).toEqual([]);
});
