// A calendar is connected, read, used and disconnected, against stand-ins of Google and Microsoft.
import { axe, expect, hydrated, signUp, type Page } from '../fixtures';
import { test as base } from '../ownServer';
import { makeLead } from '../rpc';
import { go, open } from '../steps';
import { start } from '../standins/identity.mjs';

type StandIn = Awaited<ReturnType<typeof start>>;

const TITLE = 'Confidential meeting with the bank';

const test = base.extend<{ google: StandIn; microsoft: StandIn }>({
  google: async ({}, use) => {
    const standIn = await start({ provider: 'google' });
    await use(standIn);
    await standIn.close();
  },
  microsoft: async ({}, use) => {
    const standIn = await start({ provider: 'microsoft' });
    await use(standIn);
    await standIn.close();
  },
  settings: async ({ google, microsoft }, use) => use({ ...google.settings, ...microsoft.settings }),
  allowedHosts: async ({ google, microsoft }, use) => use([new URL(google.url).host, new URL(microsoft.url).host]),
});

/** The next weekday that is at least two days away, from ten to noon in Chicago's winter or summer: busy. */
function aMeeting(): [string, string] {
  const day = new Date(Date.now() + 2 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  day.setUTCHours(16, 0, 0, 0);
  return [day.toISOString(), new Date(day.getTime() + 2 * 3_600_000).toISOString()];
}

const become = (standIn: StandIn, user: object) =>
  fetch(`${standIn.url}/_control/user`, { method: 'POST', body: JSON.stringify(user) });
const asked = async (standIn: StandIn) => (await fetch(`${standIn.url}/_control/asked`)).json();

async function connect(page: Page, provider: string) {
  await page.getByRole('link', { name: `Connect ${provider} Calendar` }).click();
  await expect(page).toHaveURL(/\/app\/calendar\?outcome=/);
  await hydrated(page);
}

test('P-22 a calendar shows when somebody is busy and offers times, and nothing else of it is seen', async ({ page, google }) => {
  await become(google, { sub: 'dana', email: 'dana@calendar.example', busy: [aMeeting()], title: TITLE });
  await signUp(page);
  const lead = await makeLead(page, { name: 'Rosa Delgado', email: 'rosa@example.com' });
  await open(page, `/app/inbox/${lead}`);
  const offer = page.getByRole('button', { name: 'Offer times' });
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(offer, 'without a calendar nothing can be offered').toHaveCount(0);

  await go(page, 'Calendar');
  await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible();
  await expect(page.getByText('https://www.googleapis.com/auth/calendar.freebusy')).toBeVisible();
  await expect(page.getByText('makes no events')).toBeVisible();
  await connect(page, 'Google');
  await expect(page.getByText('Connected.', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Google: dana@calendar.example' })).toBeVisible();
  await expect(page.getByText(/^Busy \d/).first()).toBeVisible();
  await expect(page.getByText(/^Free \d/).first()).toBeVisible();
  await expect(page.getByText(TITLE)).toHaveCount(0);
  await axe(page);
  await page.getByRole('button', { name: '14 days' }).click();
  await expect(page.locator('.days > li')).toHaveCount(14);

  await open(page, `/app/inbox/${lead}`);
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Shall we look at it together?');
  await offer.click();
  await expect(message).toHaveValue(/^Shall we look at it together\? I am free \w{3} \w{3} \d+ at \d+:\d0 [AP]M/);
  await axe(page);
});

test('P-10 disconnecting ends the access at the provider and deletes what it gave', async ({ page, google, microsoft }) => {
  await become(google, { sub: 'dana', email: 'dana@calendar.example', busy: [aMeeting()], title: TITLE });
  await become(microsoft, { sub: 'dana', email: 'dana@work.example', busy: [] });
  await signUp(page);
  await open(page, '/app/calendar');
  await connect(page, 'Google');
  await connect(page, 'Microsoft');
  await expect(page.getByRole('heading', { name: 'Microsoft: dana@work.example' })).toBeVisible();
  await hydrated(page);
  await expect(page.getByText(/^Busy \d/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect Google' }).click();
  await expect(page.getByText('The provider has ended our access')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Google: dana@calendar.example' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Connect Google Calendar' })).toBeVisible();
  expect((await asked(google)).revoked).toBe(1);
  await axe(page);

  await expect(page.getByRole('link', { name: 'https://myapps.microsoft.com' }), 'where its owner ends it').toBeVisible();
  await page.getByRole('button', { name: 'Disconnect Microsoft' }).click();
  await expect(page.getByText('Microsoft lets nobody but you end the permission itself')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible();
  expect((await asked(microsoft)).revoked).toBe(0);
});

test('P-10 without the permission, or without wanting to, nothing is connected @phone', async ({ page, google }) => {
  await signUp(page);
  await open(page, '/app/calendar');
  await become(google, { sub: 'dana', email: 'dana@calendar.example', withhold: true });
  await connect(page, 'Google');
  await expect(page.getByText('You did not allow us to see when you are busy')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible();
  expect((await asked(google)).revoked, 'what was given is handed back').toBe(1);
  await axe(page);

  await become(google, { deny: true });
  await connect(page, 'Google');
  await expect(page.getByText('the permission was not given')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No calendar connected' })).toBeVisible();
});
