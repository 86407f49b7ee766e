// The whole job of a realtor's day, from an empty account to a letter that somebody unsubscribes from.
import { atNoon, test } from '../ownServer';
import { axe, expect, signUp, type Captured, type Page } from '../fixtures';
import { account as twilio, deliver, inboundText } from '../standins/twilio.mjs';
import { go, open, startImport, upload, writeNewsletter } from '../steps';

test.use({ settings: async ({}, use) => use({ ...atNoon(), REALTOROS_TWILIO_BASE_URL: process.env.E2E_TWILIO_URL! }) });

const OUR_NUMBER = '+15125550199';
const people = [
  'First Name,Last Name,Stage,Lead Source,Assigned To,Tags,Email 1,Phone 1,SSN',
  'Rosa,Delgado,Lead,Zillow,Avery Agent,"Buyer, Hyde Park",rosa@example.com,(512) 555-0171,900-12-3456',
  'Marcus,Bell,Lead,Referral,Avery Agent,Seller,marcus@example.com,,900-12-3457',
  'Priya,Nair,Lead,Open house,Avery Agent,Buyer,priya@example.com,(512) 555-0172,',
  'Tom,Gray,Lead,Website,Avery Agent,Do Not Contact,tom@example.com,(512) 555-0173,',
  'Rosa,Delgado,Lead,Website,Avery Agent,,rosa@example.com,(512) 555-0171,',
  'Nobody,Reachable,Lead,Website,Avery Agent,,not an address,,',
];

async function importPeople(page: Page) {
  await go(page, 'Import');
  await upload(page, 'all-people.csv', people);
  const found = page.getByRole('region', { name: 'What would happen' });
  await expect(found).toContainText(/New leads\s*4\D/);
  await expect(found).toContainText(/Twice in the file\s*1\D/);
  await expect(found).toContainText(/Rejected\s*1\D/);
  await expect(page.getByText('1 row with an opt-out.')).toBeVisible();
  await expect(page.getByRole('row', { name: /^SSN/ })).toContainText('Refused: sensitive');
  await expect(page.locator('body')).not.toContainText('900-12-345');
  await startImport(page);
  await expect(page.getByRole('link', { name: 'Download rejected rows' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeEnabled();
}

async function findByDigits(page: Page, digits: string, name: string) {
  await go(page, 'Leads');
  const count = page.getByRole('navigation', { name: 'Pages' }).getByRole('status');
  await expect(count).toHaveText('4 leads');
  await page.getByLabel('Search leads').fill(digits);
  await expect(count).toHaveText('1 lead of 4');
  await expect(page.getByRole('rowheader', { name })).toBeVisible();
}

/** Connects Twilio and records that the number is registered (P-50); returns the address that the realtor gives to it. */
async function connectTwilio(page: Page) {
  await go(page, 'Settings');
  await page.getByLabel('Twilio account SID').fill(twilio.sid);
  await page.getByLabel('Twilio auth token').fill(twilio.token);
  await page.getByLabel('Twilio number').fill(OUR_NUMBER);
  await page.getByRole('button', { name: 'Save channels' }).click();
  const channels = page.getByRole('region', { name: 'Texts and mail' });
  await expect(channels.getByText('Not registered: texts do not leave')).toBeVisible();
  await axe(page);
  await page.getByLabel('Brand ID').fill('BABC123');
  await page.getByLabel('Campaign ID').fill('CDEF456');
  await page.getByLabel('Approved on').fill('2026-01-05');
  await page.getByRole('button', { name: 'Save channels' }).click();
  await expect(channels.getByText('Registered', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Campaign ID')).toHaveValue('CDEF456');
  await axe(page);
  return page.getByLabel('Address for incoming texts').inputValue();
}

async function answerByDraft(page: Page, name: string, words: string) {
  await page.getByRole('link', { name }).click();
  const conversation = page.getByRole('region', { name: 'Conversation' });
  const draft = conversation.getByRole('region', { name: 'Draft by AI' });
  await expect(draft).toBeVisible();
  await expect(draft).toContainText("I'm an automated assistant for Avery Agent at Harbor Street Realty. This sentence is added in front.");
  await expect(draft.getByRole('textbox')).not.toHaveValue(/automated assistant/);
  await expect(draft.getByRole('status')).toContainText('Can be sent now');
  await axe(page);
  await draft.getByRole('textbox').fill(words);
  await expect(draft).toContainText('We add “Reply STOP to opt out.” at the end: it is your first text to this number.');
  await draft.getByRole('button', { name: 'Approve and send' }).click();
  await expect(draft).toHaveCount(0);
  await expect(conversation.getByRole('listitem').filter({ hasText: 'automated assistant' })).toContainText('Sent');
  await axe(page);
}

/** The texts that this server handed to Twilio's stand-in, which other tests share. */
async function textsOf(server: string): Promise<{ to: string; body: string }[]> {
  const sent: { to: string; body: string; form: Record<string, string> }[] = await (
    await fetch(`${process.env.E2E_TWILIO_URL}/_control/messages`)
  ).json();
  return sent.filter(({ form }) => form.StatusCallback.startsWith(server));
}

async function approveAndSend(page: Page) {
  const sending = page.getByRole('region', { name: 'Sending' });
  await sending.getByRole('button', { name: 'Approve' }).click();
  await sending.getByRole('button', { name: 'Send now' }).click();
  await expect(sending.getByRole('heading', { name: 'Sent' })).toBeVisible();
  await expect(sending.getByRole('listitem'), 'nothing is left to wait for').toHaveText(['3 sent']);
  await expect(sending.getByRole('button', { name: 'Stop what has not left' })).toHaveCount(0);
  await axe(page);
}

const link = (mail: Captured, kind: 'n' | 'u' | 'me') => mail.text.match(new RegExp(`/${kind}/[\\w-]+`))![0];

test('from an imported list to a newsletter that is unsubscribed from', async ({ page, server, outbox }) => {
  test.setTimeout(240_000);
  await signUp(page);
  await axe(page);

  await test.step('import', () => importPeople(page));
  await test.step('find by phone', () => findByDigits(page, '555-0171', 'Rosa Delgado'));

  await test.step('a lead texts and gets an approved answer', async () => {
    const webhook = await connectTwilio(page);
    expect(webhook).toMatch(new RegExp(`^${server.url}/webhooks/twilio/[-0-9a-f]+/sms$`));
    await expect(page.getByLabel('Address for incoming calls')).toHaveValue(webhook.replace(/sms$/, 'voice'));
    await go(page, 'Inbox');
    const text = inboundText('+15125550171', OUR_NUMBER, 'Is the house on Pecan Street still available? We could come on Saturday.');
    expect((await deliver(webhook, text, { token: 'not ours' })).status).toBe(403);
    expect((await deliver(webhook, text)).status).toBe(200);
    await answerByDraft(page, 'Rosa Delgado', 'It is. Saturday at ten?');
    expect(await textsOf(server.url)).toMatchObject([
      { to: '+15125550171', body: "I'm an automated assistant for Avery Agent at Harbor Street Realty. It is. Saturday at ten?\nReply STOP to opt out." },
    ]);
  });

  const mail = await test.step('a newsletter goes out', async () => {
    await writeNewsletter(page, { subject: 'Homes in November', heading: 'Three new porches', text: 'Hello {{first_name|there}}, **come and see**.' });
    await expect(page.getByRole('region', { name: 'Recipients' })).toContainText('3 leads will receive it');
    await approveAndSend(page);
    await expect.poll(async () => (await outbox('rosa@example.com')).length).toBe(1);
    const [mail] = await outbox('rosa@example.com');
    expect(mail.subject).toBe('Homes in November');
    expect(mail.text).toContain('Hello Rosa');
    expect(Object.fromEntries(mail.headers)).toMatchObject({
      'List-Unsubscribe': expect.stringContaining(`<${server.url}${link(mail, 'u')}>`),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(await outbox('tom@example.com')).toEqual([]);
    return mail;
  });

  await test.step('the lead reads it on the web and unsubscribes', async () => {
    await open(page, link(mail, 'n'));
    await expect(page.getByRole('heading', { name: 'Three new porches' })).toBeVisible();
    await open(page, link(mail, 'u'));
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await expect(page.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
    await axe(page);
  });

  await test.step('the next newsletter leaves them out and says why', async () => {
    await open(page, '/app/today');
    await writeNewsletter(page, { subject: 'Homes in December', heading: 'Two warm kitchens', text: 'Hello again.' });
    const recipients = page.getByRole('region', { name: 'Recipients' });
    await expect(recipients).toContainText('2 leads will receive it');
    await expect(recipients.getByRole('listitem').filter({ hasText: 'asked not to be contacted' })).toContainText('Rosa Delgado');
    await page.getByLabel('Preview for').selectOption('Rosa Delgado');
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Will be skipped');
  });

  await test.step('privacy counts what is held, and AI is turned off', async () => {
    await go(page, 'Privacy');
    const held = page.getByRole('region', { name: 'What is held' });
    await expect(held.locator('dl > dt').filter({ hasText: /^Leads$/ }).locator('+ dd')).toHaveText('4');
    await page.getByRole('button', { name: 'Turn AI off' }).click();
    await expect(page.getByRole('button', { name: 'Turn AI on' })).toBeVisible();
    await open(page, '/app/privacy');
    await expect(page.getByRole('button', { name: 'Turn AI on' })).toBeVisible();
  });

  await test.step("the lead's page knows about the unsubscription", async () => {
    await go(page, 'Leads');
    await page.getByRole('link', { name: 'Rosa Delgado' }).click();
    await expect(page.getByRole('region', { name: 'Consent' })).toContainText('Unsubscribed on');
    await axe(page);
  });
});
