// Leads answer by e-mail: the realtor connects the mailbox, and of it only leads' mails are read. Against a stand-in of Gmail.
import { axe, expect, hydrated, signUp, type Page } from '../fixtures';
import { test as base } from '../ownServer';
import { makeLead } from '../rpc';
import { open } from '../steps';
import { start } from '../standins/identity.mjs';

type StandIn = Awaited<ReturnType<typeof start>>;

const test = base.extend<{ google: StandIn }>({
  google: async ({}, use) => {
    const standIn = await start({ provider: 'google' });
    await use(standIn);
    await standIn.close();
  },
  settings: async ({ google }, use) => use({ ...google.settings }),
  allowedHosts: async ({ google }, use) => use([new URL(google.url).host]),
});

const VOUCHED = 'mx.google.com; dmarc=pass header.from=example.com';

/** A mail as it lies in the mailbox. */
function mail(from: string, subject: string, text: string, findings = VOUCHED) {
  const head = [
    `Authentication-Results: ${findings}`,
    `From: ${from}`,
    'To: dana@mail.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(/\W/g, '')}@mail.example.com>`,
    `Date: ${new Date(Date.now() - 60_000).toUTCString().replace('GMT', '+0000')}`,
    'Content-Type: text/plain; charset=utf-8',
  ];
  return { from, raw: [...head, '', text].join('\r\n') };
}

const become = (standIn: StandIn, user: object) =>
  fetch(`${standIn.url}/_control/user`, { method: 'POST', body: JSON.stringify({ sub: 'dana', email: 'dana@mail.example', ...user }) });
const asked = async (standIn: StandIn) => (await fetch(`${standIn.url}/_control/asked`)).json();

async function connect(page: Page) {
  await page.getByRole('link', { name: 'Connect your mailbox at Google' }).click();
  await expect(page).toHaveURL(/\/app\/settings\?outcome=/);
  await hydrated(page);
}

test('P-47 an answer by e-mail counts, and of the mailbox only leads’ mails are read', async ({ page, google }) => {
  const quoted = '\r\n\r\nOn Tue, Nov 24, 2026 Dana <dana@mail.example> wrote:\r\n> New homes\r\n> Unsubscribe';
  await become(google, {
    mails: [
      mail('A Friend <friend@elsewhere.example>', 'Private', 'Nobody else reads this.'),
      mail('Rosa Delgado <rosa@example.com>', 'Alder Lane', `Is it still open?${quoted}`),
      mail('Ben Ito <ben@example.com>', 'Re: New homes', `Please stop texting me.${quoted}`),
    ],
  });
  await signUp(page);
  const rosa = await makeLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com' });
  const ben = await makeLead(page, { name: 'Ben Ito', email: 'ben@example.com', phone: '(212) 555-0177' });
  await open(page, '/app/settings');
  await expect(page.getByText('https://www.googleapis.com/auth/gmail.readonly')).toBeVisible();
  await connect(page);
  await expect(page.getByRole('heading', { name: 'Google: dana@mail.example' })).toBeVisible();
  await expect(page.getByText(/^Last read /)).toBeVisible();
  await axe(page);
  expect((await asked(google)).read, 'the friend’s mail was not read').toEqual([1, 2]);

  await open(page, `/app/inbox/${rosa}`);
  const entry = page.locator('.entry.in');
  await expect(entry).toContainText('Alder Lane');
  await expect(entry).toContainText('Is it still open?');
  await expect(page.getByText('Unsubscribe'), 'what it quotes is not kept').toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Subject' }), 'the answer stands in its thread').toHaveValue('Re: Alder Lane');

  await open(page, `/app/leads/${ben}`);
  await expect(page.getByText(/Opted out on .*, by mail/).first()).toBeVisible();
  await expect(page.getByText('Read as a request to end contact. It is honored already.')).toBeVisible();
});

test('P-47 a mail that somebody else wrote is marked, and stops contact all the same @phone', async ({ page, google }) => {
  const forged = 'mx.google.com; spf=pass smtp.mailfrom=x@evil.example; dmarc=fail header.from=example.com';
  await become(google, { mails: [mail('Rosa <rosa@example.com>', 'Hello', 'Unsubscribe me', forged)] });
  await signUp(page);
  const rosa = await makeLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com' });
  await open(page, '/app/settings');
  await connect(page);
  await expect(page.getByText(/^Last read /)).toBeVisible();
  await open(page, `/app/leads/${rosa}`);
  await expect(page.getByText('Sender not confirmed')).toBeVisible();
  await expect(page.getByText(/Unsubscribed on .*, by mail/).first()).toBeVisible();
});

test('P-10 a mailbox can be disconnected', async ({ page, google }) => {
  await become(google, { mails: [] });
  await signUp(page);
  await open(page, '/app/settings');
  await connect(page);
  await page.getByRole('button', { name: 'Disconnect the mailbox at Google' }).click();
  await expect(page.getByText('What let us read your mail is deleted here.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Connect your mailbox at Google' })).toBeVisible();
  expect((await asked(google)).revoked).toBe(1);
  await axe(page);
});
