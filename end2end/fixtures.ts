// What every spec imports instead of '@playwright/test'.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect, type Page };

/** A captured mail, text or call of /dev/outbox.json. */
export interface Captured {
  channel: 'email' | 'sms' | 'voice';
  to: string;
  subject?: string;
  text: string;
  /** Further headers of a mail. */
  headers: [name: string, value: string][];
}

interface Options {
  /** Console errors that a test provokes on purpose, such as `/status of 404/`. */
  expectedErrors: RegExp[];
  /** Hosts (`host:port`) beside the product's own that its pages may reach in this test. */
  allowedHosts: string[];
}

interface Fixtures {
  /** The captured mail and texts, oldest first; all of them, or those to one recipient. */
  outbox: (to?: string) => Promise<Captured[]>;
}

/**
 * `page` and every other page of its context fail the test on a console error, an uncaught
 * exception and any request to another host.
 */
export const test = base.extend<Options & Fixtures>({
  expectedErrors: [[], { option: true }],
  allowedHosts: [[], { option: true }],

  baseURL: async ({}, use) => use(process.env.E2E_URL),

  context: async ({ context, baseURL, expectedErrors, allowedHosts }, use) => {
    const problems: string[] = [];
    const hosts = [new URL(baseURL!).host, ...allowedHosts];
    const report = (text: string) => {
      if (!expectedErrors.some((expected) => expected.test(text))) problems.push(text);
    };
    context.on('console', (message) => {
      if (message.type() === 'error') report(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => report(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && !hosts.includes(host)) report(`other host: ${request.url()}`);
    });
    await use(context);
    expect(problems, 'the pages stay silent and on their own host').toEqual([]);
  },

  outbox: async ({ request }, use) => {
    await use(async (to) => {
      const answer = await request.get('/dev/outbox.json');
      expect(answer.ok()).toBe(true);
      const captured: Captured[] = await answer.json();
      return to === undefined ? captured : captured.filter((message) => message.to === to);
    });
  },
});

/** Asserts that the page as it stands has no violation of WCAG 2.2 A and AA. */
export async function axe(page: Page): Promise<void> {
  const copy = test.info().project.use.javaScriptEnabled === false ? await scriptable(page) : page;
  const { violations } = await new AxeBuilder({ page: copy })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  if (copy !== page) await copy.context().close();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target})`));
  expect(found, 'accessibility').toEqual([]);
}

/** The same document where axe can run: a context with JavaScript, the page's own scripts removed. */
async function scriptable(page: Page): Promise<Page> {
  const html = (await page.content())
    .replace(/<script\b[^]*?<\/script>/gi, '')
    .replace(/<(\/?)noscript\b/gi, '<$1div');
  const context = await page.context().browser()!.newContext({
    javaScriptEnabled: true,
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
  });
  const copy = await context.newPage();
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await copy.goto(page.url());
  return copy;
}

/** Waits until the page reacts to events; does nothing where it never will (JavaScript off). */
export async function hydrated(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  await page.locator('body[data-hydrated]').waitFor({ state: 'attached' });
}

/** A person of their own for each test, so that tests share a server and run side by side. */
export function person(name = 'Avery Agent') {
  return { name, email: `agent-${crypto.randomUUID()}@brokerage.example`, password: `correct horse ${crypto.randomUUID()}` };
}

/** Fills in the form of a new account and sends it; works with JavaScript off too. */
export async function askForAccount(page: Page, who = person()) {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Brokerage').fill('Harbor Street Realty');
  await page.getByLabel('License state').selectOption('TX');
  await page.getByLabel('Business postal address').fill('200 Harbor Street\nAustin, TX 78701');
  await page.getByLabel('Phone').fill('(512) 555-0100');
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByLabel('I am 18 or older').check();
  await page.getByLabel('I accept the privacy policy of April 1, 2026').check();
  await page.getByRole('button', { name: 'Create account' }).click();
  return who;
}

/** Follows the link that confirms an address and types the password that was chosen. */
export async function openAccount(page: Page, link: string, password: string) {
  await page.goto(link);
  await page.getByLabel('The password that you chose').fill(password);
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page).toHaveURL(/\/app\/today$/);
}

export const CONFIRMING = /http\S+\/sign-up\/confirm\/\S+/;

/** Signs a new realtor up through the form and the captured mail, as a person would where no mail is delivered. */
export async function signUp(page: Page, who = person()) {
  await askForAccount(page, who);
  await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
  const captured: Captured[] = await (await page.request.get('/dev/outbox.json')).json();
  const mail = captured.find(({ to }) => to === who.email)!;
  await openAccount(page, mail.text.match(CONFIRMING)![0], who.password);
  return who;
}

/** Signs in through the form. */
export async function signIn(page: Page, who: { email: string; password: string }) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/app\/today/);
}
