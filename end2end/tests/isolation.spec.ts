// What belongs to another account looks exactly like what does not exist.
import { expect, hydrated, signUp, test, type Page } from '../fixtures';
import { ask, call, makeImport, makeLead, makeNewsletter } from '../rpc';

test.use({ expectedErrors: [/status of 404/] });

interface Ids {
  lead: string;
  newsletter: string;
  upload: string;
}

const unknown: Ids = {
  lead: '01900000-0000-7000-8000-000000000001',
  newsletter: '01900000-0000-7000-8000-000000000002',
  upload: '01900000-0000-7000-8000-000000000003',
};

const pages = ({ lead, newsletter, upload }: Ids) => [
  `/app/leads/${lead}`,
  `/app/inbox/${lead}`,
  `/app/newsletters/${newsletter}`,
  `/app/import/${upload}`,
];

const calls = ({ lead, newsletter, upload }: Ids): [string, Record<string, string>][] => [
  ['inbox/conversation', { lead }],
  ['inbox/send', { lead, channel: 'email', subject: 'Hello', text: 'Hello', now: 'false', key: 'one' }],
  ['inbox/note', { lead, text: 'Hello' }],
  ['leads/stage', { 'ids[0]': lead, stage: 'lost' }],
  ['leads/tag', { 'ids[0]': lead, tag: 'mine' }],
  ['leads/open', { id: lead }],
  ['assistant/panel', { lead }],
  ['assistant/pause', { lead, paused: 'true' }],
  ['newsletters/get', { id: newsletter }],
  ['newsletters/recipients', { id: newsletter }],
  ['newsletters/approve', { id: newsletter }],
  ['newsletters/send', { id: newsletter }],
  ['newsletters/discard', { id: newsletter }],
  ['imports/show', { id: upload }],
  ['imports/start', { id: upload }],
  ['imports/undo', { id: upload }],
];

/** The same for calls with JSON. */
const jsonCalls = ({ newsletter }: Ids): [string, object][] => [['newsletters/preview', { id: newsletter, lead: null }]];

/** What a person sees under an address, without the address. */
async function seen(page: Page, path: string) {
  const status = (await page.goto(path))!.status();
  await hydrated(page);
  await expect(page.getByText('This does not exist, or no longer.').first()).toBeVisible();
  const main = await page.getByRole('main').ariaSnapshot();
  return { status, main: main.replaceAll(path.split('/').pop()!, 'ID') };
}

test('pages and calls answer for foreign ids as for unknown ones', async ({ page, browser, baseURL }) => {
  const theirs = await (await browser.newContext({ baseURL })).newPage();
  await signUp(theirs);
  const foreign: Ids = {
    lead: await makeLead(theirs, { name: 'Rosa Delgado', email: 'rosa@example.com' }),
    newsletter: await makeNewsletter(theirs, 'Homes in November'),
    upload: await makeImport(theirs, 'Name,Email\r\nMarcus Bell,marcus@example.com\r\n'),
  };
  const before = await ask(theirs, 'newsletters/get', { form: { id: foreign.newsletter } });

  await signUp(page);
  const all = (ids: Ids) => [
    ...calls(ids).map(([name, form]) => [name, { form }] as const),
    ...jsonCalls(ids).map(([name, data]) => [name, { data }] as const),
  ];
  for (const [at, [name, data]] of all(foreign).entries()) {
    const answer = await call(page, name, data);
    expect.soft(answer, name).toEqual(await call(page, name, all(unknown)[at][1]));
    expect.soft(answer, name).toEqual({ status: 404, body: JSON.stringify('NotFound') });
  }
  for (const [at, path] of pages(foreign).entries()) {
    expect.soft(await seen(page, path), path).toEqual(await seen(page, pages(unknown)[at]));
  }

  expect(await ask(theirs, 'newsletters/get', { form: { id: foreign.newsletter } })).toEqual(before);
  await ask(theirs, 'imports/show', { form: { id: foreign.upload } });
  await ask(theirs, 'inbox/conversation', { form: { lead: foreign.lead } });
  await theirs.context().close();
});
