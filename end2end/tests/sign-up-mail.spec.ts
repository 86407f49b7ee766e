import { CONFIRMING, askForAccount, axe, expect, person } from '../fixtures';
import { linkIn, signUpByMail, test } from '../mailServer';
import { signOut } from '../steps';

test.use({ expectedErrors: [/status of (404|422)/] });

test('P-35: where mail is delivered, signing up never tells whether an address has an account', { tag: '@noscript' }, async ({ page, mails }) => {
  const known = await signUpByMail(page, mails);
  await signOut(page);
  const answers = [];
  for (const email of [known.email, person().email]) {
    await askForAccount(page, { ...person(), email });
    await expect(page.getByRole('heading', { level: 1, name: 'Check your mail' })).toBeVisible();
    await axe(page);
    answers.push((await page.content()).replaceAll(email, 'ADDRESS'));
  }
  expect(answers[0]).toBe(answers[1]);
  await expect.poll(async () => (await mails(known.email)).at(-1)?.subject).toBe('You have an account already');
});

test('P-65: the link opens the account for who chose its password, once', { tag: '@noscript' }, async ({ page, mails }) => {
  const who = await askForAccount(page);
  const link = await linkIn(mails, who.email, CONFIRMING);
  await page.goto(link);
  await axe(page);
  await page.getByLabel('The password that you chose').fill('somebody else guesses');
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('The password that you chose').fill(who.password);
  await page.getByRole('button', { name: 'Open the account' }).click();
  await expect(page).toHaveURL(/\/app\/today$/);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'This link is over' })).toBeVisible();
  await axe(page);
});
