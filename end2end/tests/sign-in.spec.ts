// Signing in with an account elsewhere; passwords are in accounts.spec.ts.
import { CONFIRMING, axe, expect, hydrated, person, test, type Page } from '../fixtures';
import { signOut } from '../steps';

interface User {
  sub: string;
  email_verified?: boolean;
  email: string;
  name: string;
}

/** Who the stand-in signs in from now on. Only one test uses each provider, so nobody else changes it meanwhile. */
async function standsFor(provider: string, user: User | { deny: true }) {
  await fetch(`${provider}/_control/user`, { method: 'POST', body: JSON.stringify(user) });
}

async function completeSignUp(page: Page) {
  await page.getByLabel('Brokerage').fill('Harbor Street Realty');
  await page.getByLabel('License state').selectOption('TX');
  await page.getByLabel('Business postal address').fill('200 Harbor Street\nAustin, TX 78701');
  await page.getByLabel('Phone').fill('(512) 555-0100');
  await page.getByLabel('Time zone').selectOption('America/Chicago');
  await page.getByLabel('I am 18 or older').check();
  await page.getByLabel('I accept the privacy policy').check();
  await page.getByRole('button', { name: 'Create account' }).click();
}

for (const [name, variable] of [
  ['Google', 'E2E_GOOGLE_URL'],
  ['Microsoft', 'E2E_MICROSOFT_URL'],
]) {
  test.describe(name, () => {
    test.use({
      expectedErrors: [/status of 422/],
      allowedHosts: async ({}, use) => use([new URL(process.env[variable]!).host]),
    });

    test(`a new person signs up with ${name}, a known one signs in, and “cancel” leads back`, async ({ page, outbox }) => {
      const { email } = person();
      const provider = process.env[variable]!;
      // Only Google says that it has verified an address.
      const verified = name === 'Google';
      await standsFor(provider, { sub: crypto.randomUUID(), email, email_verified: verified, name: 'Casey Broker' });

      await page.goto('/sign-up');
      await page.getByRole('link', { name: `Continue with ${name}` }).click();
      await expect(page.getByText(`You will sign in with ${name}.`)).toBeVisible();
      await expect(page.getByLabel('Your name')).toHaveValue('Casey Broker');
      await expect(page.getByLabel('E-mail')).toHaveValue(email);
      await expect(page.getByLabel('Password')).toHaveCount(0);
      await axe(page);
      await completeSignUp(page);
      if (!verified) {
        const [mail] = await outbox(email);
        await page.goto(mail.text.match(CONFIRMING)![0]);
        await page.getByRole('button', { name: 'Open the account' }).click();
      }
      await expect(page).toHaveURL(/\/app\/today$/);

      await hydrated(page);
      await signOut(page);
      await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
      await page.goto('/sign-in?next=/app/settings');
      await page.getByRole('link', { name: `Sign in with ${name}` }).click();
      await expect(page).toHaveURL(/\/app\/settings$/);
      await hydrated(page);
      await expect(page.getByRole('button', { name: `Stop using ${name}` })).toBeVisible();

      await signOut(page);
      await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
      await standsFor(provider, { deny: true });
      await page.goto('/sign-in');
      await page.getByRole('link', { name: `Sign in with ${name}` }).click();
      await expect(page.getByRole('alert')).toContainText(`${name} did not sign you in.`);
      await axe(page);
    });
  });
}
