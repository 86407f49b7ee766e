// The homes that an account shows.
import { axe, expect, signUp, test } from '../fixtures';
import { open } from '../steps';

test('imported listings are there at once', async ({ page }) => {
  await signUp(page);
  await open(page, '/app/listings');
  await expect(page.getByText('No listings yet')).toBeVisible();
  await page.getByRole('button', { name: 'Import a file' }).click();
  await page.getByLabel(/^Content of a CSV or JSON file/).fill(
    ['ListPrice,UnparsedAddress,City,StateOrProvince', '418000,18 Alder Lane,Austin,TX', '525000,4 Pecan Street,Austin,TX'].join('\n'),
  );
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('2 listings added.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit 18 Alder Lane' })).toBeVisible();
  await expect(page.getByText('No listings yet')).toHaveCount(0);
  await axe(page);
});
