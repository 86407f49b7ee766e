// What belongs to another account looks exactly like what does not exist (P-35): every page and every server function
// that takes an id. The others are named, so that a new one has to be put on one side or the other.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, hydrated, signIn, signUp, type Page } from '../fixtures';
import { test } from '../ownServer';
import { ask, call, makeImport, makeLead, makeNewsletter } from '../rpc';

test.use({ expectedErrors: [/status of 404/] });

const KINDS = ['lead', 'other', 'newsletter', 'upload', 'message', 'suggestion', 'listing', 'merge', 'export', 'request'] as const;
type Ids = Record<(typeof KINDS)[number], string>;

const unknown = Object.fromEntries(KINDS.map((kind, n) => [kind, `01900000-0000-7000-8000-00000000000${n}`])) as Ids;

/** Server functions that take no id of anything. */
const WITHOUT_IDS = [
  'account/business', 'account/channels', 'account/closing', 'account/password', 'account/settings', 'account/tokens/create', 'account/unlink',
  'calendar/can-offer', 'calendar/offer', 'calendar/show',
  'imports/list', 'inbox/threads', 'leads/add', 'leads/board', 'leads/choices', 'leads/duplicates', 'leads/list',
  'listings/import', 'listings/list', 'mailbox/show', 'newsletters/create', 'newsletters/list', 'newsletters/options', 'privacy/ai',
  'privacy/contact', 'privacy/do-not-call', 'privacy/erasures', 'privacy/export-all', 'privacy/exports', 'privacy/requests', 'privacy/requests/ask-us',
  'privacy/requests/log', 'privacy/retention', 'privacy/retention-set', 'privacy/signed', 'privacy/view', 'today',
];

const pages = (ids: Ids) => [
  `/app/leads/${ids.lead}`,
  `/app/inbox/${ids.lead}`,
  `/app/newsletters/${ids.newsletter}`,
  `/app/import/${ids.upload}`,
  `/app/privacy/requests/${ids.request}`,
];

/** Addresses that are no pages of the dashboard: downloads, forms, the interface for programs. */
const addresses = (ids: Ids) => [
  `/app/leads/${ids.lead}/report`,
  `/app/import/${ids.upload}/rejected.csv`,
  `/app/privacy/exports/${ids.export}/download`,
  `/app/privacy/erasures/${ids.lead}/certificate.txt`,
];

/** The interface for programs. */
const programs = ({ lead, upload }: Ids): [string, string, object?][] => [
  ['GET', `/api/v1/imports/${upload}`],
  ['POST', `/api/v1/imports/${upload}/start`],
  ['GET', `/api/v1/leads/${lead}`],
  ['PATCH', `/api/v1/leads/${lead}`, { stage: 'lost' }],
  ['POST', `/api/v1/leads/${lead}/messages`, { channel: 'email', subject: 'Hello', text: 'Hello' }],
  ['GET', `/api/v1/leads/${lead}/timeline`],
];

type Data = Parameters<typeof call>[2];
const form = (form: Record<string, string>): Data => ({ form });
const json = (data: object): Data => ({ data });

const calls = ({ lead, other, newsletter, upload, message, suggestion, listing, merge, export: copy, request }: Ids, password: string): [string, Data][] => [
  ['account/tokens/revoke', form({ id: listing })],
  ['assistant/accept', form({ id: suggestion })],
  ['assistant/panel', form({ lead })],
  ['assistant/reject', form({ id: suggestion })],
  ['calendar/disconnect', form({ id: listing })],
  ['imports/cancel', form({ id: upload })],
  ['imports/choose', form({ id: upload, table: '0', 'fields[0]': 'name' })],
  ['imports/discard', form({ id: upload })],
  ['imports/show', form({ id: upload })],
  ['imports/start', form({ id: upload })],
  ['imports/undo', form({ id: upload })],
  ['inbox/approve', form({ id: message, text: 'Hello' })],
  ['inbox/conversation', form({ lead })],
  ['inbox/discard', form({ id: message })],
  ['inbox/note', form({ lead, text: 'Hello' })],
  ['inbox/preview', form({ lead, channel: 'email', text: 'Hello', now: 'false' })],
  ['inbox/read', form({ lead })],
  ['inbox/resend', form({ id: message })],
  ['inbox/resolve', form({ lead, phone: 'true', mail: 'true' })],
  ['inbox/send', form({ lead, channel: 'email', subject: 'Hello', text: 'Hello', now: 'false', key: 'one' })],
  ['inbox/speak', form({ lead, purpose: 'sales', text: 'Hello', key: 'one' })],
  ['inbox/spoken', form({ lead, purpose: 'sales' })],
  ['leads/ai', form({ id: lead, paused: 'true' })],
  ['leads/contact', form({ id: lead, 'input[first]': 'A', 'input[last]': 'B', 'input[emails]': '', 'input[phones]': '', 'input[street]': '', 'input[city]': '', 'input[state]': '', 'input[zip]': '', 'input[source]': '', 'input[tags]': '', 'input[zone]': '' })],
  ['leads/end-links', form({ id: lead })],
  ['leads/erase', form({ id: lead, minor: 'false', password })],
  ['leads/merge', form({ keep: lead, other })],
  ['leads/not-a-minor', form({ id: lead })],
  ['leads/note', form({ id: lead, text: 'Hello' })],
  ['leads/object', form({ id: lead })],
  ['leads/open', form({ id: lead })],
  ['leads/preferences', form({ id: lead, 'input[budget_min]': '', 'input[budget_max]': '', 'input[per]': 'purchase', 'input[beds_min]': '3', 'input[beds_max]': '', 'input[baths_min]': '', 'input[areas]': '', 'input[from]': '', 'input[to]': '' })],
  ['leads/receipts', form({ id: lead })],
  ['leads/restrict', form({ id: lead, on: 'true' })],
  ['leads/send-link', form({ id: lead })],
  ['leads/stage', form({ 'ids[0]': lead, stage: 'lost' })],
  ['leads/tag', form({ 'ids[0]': lead, tag: 'mine' })],
  ['leads/unmerge', form({ id: merge })],
  ['listings/save', json({ id: listing, listing: { address: '1 Pecan Street', city: 'Austin', state: 'TX', zip: '78701', price_cents: 100, beds: 1, baths: 1, half_baths: 0, sqft: 0, status: 'active', description: '', picture: '' } })],
  ['listings/status', form({ id: listing, status: 'pending' })],
  ['mailbox/disconnect', form({ id: listing })],
  ['newsletters/approve', form({ id: newsletter })],
  ['newsletters/cancel', form({ id: newsletter })],
  ['newsletters/discard', form({ id: newsletter })],
  ['newsletters/get', form({ id: newsletter })],
  ['newsletters/preview', json({ id: newsletter, lead: null })],
  ['newsletters/recipients', form({ id: newsletter })],
  ['newsletters/reopen', form({ id: newsletter })],
  ['newsletters/save', json({ id: newsletter, content: { subject: 'Mine', blocks: [], intro: false, audience: { of: 'everybody' } } })],
  ['newsletters/send', form({ id: newsletter })],
  ['privacy/ai-paused', form({ lead, paused: 'true' })],
  ['privacy/do-not-call-discard', form({ id: upload })],
  ['privacy/do-not-call-start', form({ id: upload, 'areas[a512]': '512', full: 'true' })],
  ['privacy/export-cancel', form({ id: copy })],
  ['privacy/export-lead', form({ lead })],
  ['privacy/request', form({ id: request })],
  ['privacy/requests/act', form({ id: request, step: 'note', text: 'Hello' })],
  ['privacy/retention-keep', form({ lead })],
];

/** What is answered about nobody, whoever is asked for: no message can be sent, nothing was left to read. */
const ABOUT_NOBODY = ['inbox/preview', 'inbox/read'];

/** The names of all server functions, from the source. */
function registered(folder = fileURLToPath(new URL('../../app/src', import.meta.url))): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return registered(path);
    if (!entry.name.endsWith('.rs')) return [];
    return [...readFileSync(path, 'utf8').matchAll(/endpoint = "([^"]+)"/g)].map(([, name]) => name);
  });
}

/** What a person sees under an address, without the address. */
async function seen(page: Page, path: string) {
  const status = (await page.goto(path))!.status();
  await hydrated(page);
  await expect(page.getByText('This does not exist, or no longer.').first()).toBeVisible();
  const main = await page.getByRole('main').ariaSnapshot();
  return { status, main: main.replaceAll(path.split('/').pop()!, 'ID') };
}

/** What a program gets from an address. */
async function fetched(page: Page, path: string) {
  const get = await page.request.get(path, { maxRedirects: 0 });
  const post = await page.request.post(path, { form: { password: 'x' }, headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 });
  return [get.status(), await get.text(), post.status(), await post.text()];
}

/** One of everything that an account can have, from the demo account. */
async function everything(page: Page): Promise<Ids> {
  const panels = async () => {
    const { threads } = await ask<{ threads: { lead: string }[] }>(page, 'inbox/threads', { form: { after: '' } });
    for (const { lead } of threads) {
      const { suggestions } = await ask<{ suggestions: { id: string }[] }>(page, 'assistant/panel', { form: { lead } });
      if (suggestions.length > 0) return { lead, suggestion: suggestions[0].id };
    }
    throw new Error('the demo account has no suggestion');
  };
  const { lead, suggestion } = await panels();
  const { entries } = await ask<{ entries: { id: string }[] }>(page, 'inbox/conversation', { form: { lead } });
  const [listing] = await ask<{ id: string }[]>(page, 'listings/list', { form: { archived: 'false' } });
  const twins = [];
  for (const name of ['Ann Twin', 'Anne Twin']) twins.push(await makeLead(page, { name, email: `${name.length}@example.com` }));
  return {
    lead,
    suggestion,
    other: twins[0],
    message: entries[0].id,
    listing: listing.id,
    newsletter: await makeNewsletter(page, 'Homes in November'),
    upload: await makeImport(page, 'Name,Email\r\nMarcus Bell,marcus@example.com\r\n'),
    merge: await ask(page, 'leads/merge', { form: { keep: twins[0], other: twins[1] } }),
    export: await ask(page, 'privacy/export-all', { form: {} }),
    request: await ask(page, 'privacy/requests/ask-us', { form: { kind: 'access', law: 'ccpa', text: '' } }),
  };
}

test('P-35 every page and call answers for foreign ids as for unknown ones', async ({ page, browser, baseURL, server }) => {
  test.setTimeout(180_000);
  const demo = server.command('demo');
  const theirs = await (await browser.newContext({ baseURL })).newPage();
  await signIn(theirs, { email: demo.match(/e-mail:\s+(\S+)/)![1], password: demo.match(/password:\s+(.+)/)![1] });
  const foreign = await everything(theirs);
  const before = await ask(theirs, 'newsletters/get', { form: { id: foreign.newsletter } });

  const { password } = await signUp(page);
  const asUnknown = calls(unknown, password);
  expect([...WITHOUT_IDS, ...asUnknown.map(([name]) => name)].sort(), 'every server function is here').toEqual(registered().sort());
  for (const [at, [name, data]] of calls(foreign, password).entries()) {
    const answer = await call(page, name, data);
    expect.soft(answer, name).toEqual(await call(page, name, asUnknown[at][1]));
    if (!ABOUT_NOBODY.includes(name)) expect.soft(answer, name).toEqual({ status: 404, body: JSON.stringify('NotFound') });
  }
  for (const [at, path] of pages(foreign).entries()) {
    expect.soft(await seen(page, path), path).toEqual(await seen(page, pages(unknown)[at]));
  }
  for (const [at, path] of addresses(foreign).entries()) {
    expect.soft(await fetched(page, path), path).toEqual(await fetched(page, addresses(unknown)[at]));
  }

  await test.step('the interface for programs', async () => {
    const token = await ask<string>(page, 'account/tokens/create', { form: {} });
    const bearer = { authorization: `Bearer ${token}` };
    const answer = async ([method, path, data]: [string, string, object?]) => {
      const got = await page.request.fetch(path, { method, data, headers: bearer });
      return [got.status(), await got.text()];
    };
    for (const [at, request] of programs(foreign).entries()) {
      const got = await answer(request);
      expect.soft(got, request.join(' ')).toEqual(await answer(programs(unknown)[at]));
      expect.soft(got[0], request.join(' ')).toBe(404);
    }
  });

  expect(await ask(theirs, 'newsletters/get', { form: { id: foreign.newsletter } })).toEqual(before);
  await ask(theirs, 'imports/show', { form: { id: foreign.upload } });
  await ask(theirs, 'inbox/conversation', { form: { lead: foreign.lead } });
  await theirs.context().close();
});
