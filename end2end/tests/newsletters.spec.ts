// Every kind of block, from the editor to the mail and the lead's page.
import { axe, expect, signUp, test } from '../fixtures';
import { addLead, go, open, write } from '../steps';

test('a newsletter of every kind of block is written, moved about, sent and read', async ({ page, outbox, browser }) => {
  await signUp(page);
  await addLead(page, { name: 'Rosa Delgado', email: 'rosa.blocks@example.com' });
  await open(page, '/app/listings');
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page.getByLabel(/^Content of a CSV or JSON file/).fill(
    ['ListPrice,UnparsedAddress,City,StateOrProvince', '418000,18 Alder Lane,Austin,TX'].join('\n'),
  );
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('1 listing added.')).toBeVisible();

  await go(page, 'Newsletters');
  await page.getByRole('button', { name: 'Write a newsletter' }).first().click();
  const content = page.getByRole('region', { name: 'Content' });
  const preview = page.getByRole('region', { name: 'Preview' });
  await write(page, 'Subject', 'Every block');
  const add = async (name: string) => content.getByRole('button', { name: `+ ${name}` }).click();
  await add('Heading');
  await content.getByRole('textbox', { name: 'Heading' }).fill('Three new porches');
  await content.getByRole('textbox', { name: 'Heading' }).blur();
  await add('Text');
  await content.getByRole('textbox', { name: 'Text', exact: true }).fill('Hello {{first_name|there}}, **come and see**.');
  await content.getByRole('textbox', { name: 'Text', exact: true }).blur();
  await add('Listing');
  await content.getByRole('combobox', { name: 'Listing' }).selectOption('18 Alder Lane');
  await add('Picture');
  await content.getByRole('combobox', { name: 'Picture' }).selectOption('House 2');
  await write(page, 'What it shows', 'A porch in the shade');
  await add('Divider');
  await add('Button');
  await write(page, 'What the button says', 'See them all');
  await write(page, 'Where it leads', 'https://listings.example/porches');
  await expect(content.getByText('Saved.')).toBeVisible();

  const article = preview.locator('article.newsletter');
  await expect(article).toContainText('18 Alder Lane');
  await expect(article.getByRole('img', { name: 'A porch in the shade' })).toBeVisible();
  const below = article.locator('section').filter({ has: page.getByRole('link', { name: 'See them all' }) });
  await expect(below, 'the divider begins a new section').not.toContainText('Three new porches');
  await expect(article.getByRole('link', { name: 'See them all' })).toHaveAttribute('href', 'https://listings.example/porches');
  await content.getByRole('button', { name: 'Move up block 6' }).click();
  await expect(content.getByRole('listitem').last()).toContainText('Divider');
  await axe(page);

  const sending = page.getByRole('region', { name: 'Sending' });
  await sending.getByRole('button', { name: 'Approve' }).click();
  await sending.getByRole('button', { name: 'Send now' }).click();
  await expect(sending.getByRole('heading', { name: 'Sent' })).toBeVisible();
  await expect.poll(async () => (await outbox('rosa.blocks@example.com')).length).toBe(1);
  const [mail] = await outbox('rosa.blocks@example.com');
  for (const words of ['THREE NEW PORCHES', 'Hello Rosa', '18 Alder Lane', 'https://listings.example/porches']) {
    expect(mail.text).toContain(words);
  }

  const reader = await browser.newContext({ javaScriptEnabled: false });
  const letter = await reader.newPage();
  const requests: string[] = [];
  letter.on('request', (request) => requests.push(new URL(request.url()).host));
  await letter.goto(mail.text.match(/http\S+\/n\/[\w-]+/)![0]);
  await expect(letter.getByRole('heading', { name: 'Three new porches' })).toBeVisible();
  await expect(letter.getByRole('img', { name: 'A porch in the shade' })).toBeVisible();
  await expect(letter.locator('body')).not.toContainText('rosa.blocks@example.com');
  expect(new Set(requests), 'nothing is fetched from elsewhere').toEqual(new Set([new URL(page.url()).host]));
  await reader.close();
});
