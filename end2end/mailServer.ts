// For a test in which mail is delivered: a server of its own, and a mail server that keeps everything.
import { CONFIRMING, askForAccount, expect, openAccount, person, type Page } from './fixtures';
import { test as base } from './ownServer';
import { start } from './standins/smtp.mjs';

export interface Mail {
  envelope: { to: string[] };
  subject: string;
  text: string;
}

interface Fixtures {
  mailServer: Awaited<ReturnType<typeof start>>;
  /** The mails that were delivered, oldest first; all of them, or those to one address. */
  mails: (to?: string) => Promise<Mail[]>;
}

export const test = base.extend<Fixtures>({
  mailServer: async ({}, use) => {
    const standin = await start();
    await use(standin);
    await standin.close();
  },

  mails: async ({ mailServer }, use) => {
    await use(async (to) => {
      const all: Mail[] = await (await fetch(`${mailServer.url}/_control/messages`)).json();
      return to === undefined ? all : all.filter(({ envelope }) => envelope.to.includes(to));
    });
  },

  settings: async ({ mailServer }, use) =>
    use({ REALTOROS_SMTP_URL: `${mailServer.smtpUrl}?from=mail@brokerage.example` }),
});

/** The link in the newest mail to an address, once it has come. */
export async function linkIn(mails: Fixtures['mails'], to: string, path: RegExp): Promise<string> {
  const found = async () => (await mails(to)).at(-1)?.text.match(path)?.[0];
  await expect.poll(found).toBeTruthy();
  return (await found())!;
}

/** Signs a new realtor up and confirms the address. */
export async function signUpByMail(page: Page, mails: Fixtures['mails'], who = person()) {
  await askForAccount(page, who);
  await openAccount(page, await linkIn(mails, who.email, CONFIRMING), who.password);
  return who;
}
