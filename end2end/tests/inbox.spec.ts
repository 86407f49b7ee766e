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

test('p08 what was typed and not sent is there on coming back, and nowhere on disk', async ({ page }) => {
  await signUp(page);
  const ida = await makeLead(page, { name: 'Ida Moss', email: 'ida@example.com' });
  const leo = await makeLead(page, { name: 'Leo Park', email: 'leo@example.com' });
  for (const [lead, key] of [[ida, 'a'], [leo, 'b']]) {
    await ask(page, 'inbox/send', { form: { lead, channel: 'email', subject: 'Hello', text: 'Hello', now: 'false', key: `unsent-${key}` } });
  }
  await open(page, '/app/inbox');
  const lines = page.getByRole('main').locator('.conversation-list li');
  const message = page.getByRole('textbox', { name: 'Message' });
  await lines.getByRole('link', { name: /Ida Moss/ }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('The porch');
  await message.fill('Half a sentence about the por');
  await page.goBack();
  await expect(message).toHaveCount(0);
  await lines.getByRole('link', { name: /Leo Park/ }).click();
  await expect(message, 'each conversation has its own').toHaveValue('');
  await lines.getByRole('link', { name: /Ida Moss/ }).click();
  await expect(message).toHaveValue('Half a sentence about the por');
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('The porch');
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(stored).not.toContain('sentence');
});

test('one message after another leaves from the same page', async ({ page }) => {
  await signUp(page);
  const ida = await makeLead(page, { name: 'Ida Moss', email: 'ida@example.com' });
  await open(page, `/app/leads/${ida}`);
  const message = page.getByRole('textbox', { name: 'Message' });
  const timeline = page.locator('.timeline');
  for (const words of ['The key is under the pot.', 'The blue one.']) {
    await page.getByRole('textbox', { name: 'Subject' }).fill('The key');
    await message.fill(words);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(timeline).toContainText(words);
    await expect(message).toHaveValue('');
  }
});

test('p41 a message that is on its way while one looks elsewhere leaves once and does not come back as unsent', async ({ page }) => {
  await signUp(page);
  const ida = await makeLead(page, { name: 'Ida Moss', email: 'ida@example.com' });
  const leo = await makeLead(page, { name: 'Leo Park', email: 'leo@example.com' });
  for (const [lead, key] of [[ida, 'a'], [leo, 'b']]) {
    await ask(page, 'inbox/send', { form: { lead, channel: 'email', subject: 'Hello', text: 'Hello', now: 'false', key: `way-${key}` } });
  }
  let go!: () => void;
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route('**/rpc/inbox/send', async (route) => {
    await held;
    await route.continue();
  });
  await open(page, '/app/inbox');
  const lines = page.getByRole('main').locator('.conversation-list li');
  const message = page.getByRole('textbox', { name: 'Message' });
  await lines.getByRole('link', { name: /Ida Moss/ }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('The key');
  await message.fill('The key is under the pot.');
  await page.getByRole('button', { name: /^Send/ }).click();
  await page.goBack();
  await lines.getByRole('link', { name: /Leo Park/ }).click();
  await expect(message).toHaveValue('');
  const answered = page.waitForResponse('**/rpc/inbox/send');
  go();
  await answered;
  await expect(lines.filter({ hasText: 'Ida Moss' })).toContainText('The key');
  await lines.getByRole('link', { name: /Ida Moss/ }).click();
  await expect(page.locator('.timeline')).toContainText('The key is under the pot.');
  await expect(message).toHaveValue('');
  await expect(page.locator('.timeline').getByText('The key is under the pot.')).toHaveCount(1);
});
