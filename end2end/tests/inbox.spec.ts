// The list of conversations.
import { expect, signUp, test } from '../fixtures';
import { ask, makeLead } from '../rpc';
import { open } from '../steps';

test('older conversations are a page further', async ({ page }) => {
  await signUp(page);
  for (let n = 0; n < 51; n++) {
    const lead = await makeLead(page, { name: `Lead ${n}`, email: `lead${n}@example.com` });
    await ask(page, 'inbox/send', { form: { lead, channel: 'email', subject: `Hello ${n}`, text: 'Hello', now: 'false', key: `hello-${n}` } });
  }
  await open(page, '/app/inbox');
  const lines = page.getByRole('main').locator('.conversation-list li');
  await expect(lines).toHaveCount(50);
  await page.getByRole('link', { name: 'Older conversations' }).click();
  await expect(lines).toHaveText([/Lead 0.*You: Hello 0/]);
  await lines.getByRole('link').click();
  const conversation = page.getByRole('region', { name: 'Conversation' });
  await expect(conversation.getByRole('heading', { name: 'Lead 0' })).toBeVisible();
  await expect(conversation.getByRole('link', { name: 'Open lead' })).toBeVisible();
  await expect(lines, 'the list stays where it was').toHaveCount(1);
  await page.getByRole('link', { name: 'Newest conversations' }).click();
  await expect(lines).toHaveCount(50);
});
