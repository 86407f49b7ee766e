import { axe, expect, signUp, test } from '../fixtures';

test('P-66 a member sees the signed history and can take a copy', { tag: '@phone' }, async ({ page, request }) => {
  await signUp(page);
  await page.goto('/app/privacy/signed');
  await expect(page.getByRole('heading', { name: 'Signed history' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Does it still fit?' })).toBeVisible();
  await axe(page);
  const copy = await page.request.get('/app/privacy/signed/heads.jsonl');
  expect(copy.headers()['content-disposition']).toContain('attachment');

  const keys = await (await request.get('/.well-known/realtoros-keys.json')).json();
  expect(keys.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig' });
  expect(keys.keys[0].x).toHaveLength(43);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});
