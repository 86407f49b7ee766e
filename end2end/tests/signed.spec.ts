import { axe, expect, signUp, test } from '../fixtures';

test('P-66 a member sees the signed history and can take a copy', { tag: '@phone' }, async ({ page, request }) => {
  await signUp(page);
  await page.goto('/app/privacy/signed');
  await expect(page.getByRole('heading', { name: 'Signed history' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Does it still fit?' })).toBeVisible();
  await axe(page);
  const copy = await page.request.get('/app/privacy/signed/heads.jsonl');
  expect(copy.headers()['content-disposition']).toContain('attachment');
  const none = await page.request.get('/app/privacy/signed/proof.json?from=1000000&to=1000001');
  expect(none.status()).toBe(422);
  expect(await none.text()).toContain('No end of the history was signed at entry');

  const keys = await (await request.get('/.well-known/realtoros-keys.json')).json();
  expect(keys.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig' });
  expect(keys.keys[0].x).toHaveLength(43);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});
