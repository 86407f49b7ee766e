// The server functions, called as the signed-in person of a page. For what a test needs to be there and does not test.
import { expect, type Page } from './fixtures';

export interface Answer {
  status: number;
  body: string;
}

/** Calls a server function with a form, or with JSON, and returns whatever it answers. */
export async function call(page: Page, name: string, data: { form: Record<string, string> } | { data: object }): Promise<Answer> {
  const answer = await page.request.post(`/rpc/${name}`, {
    ...data,
    headers: { accept: 'application/json', origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  return { status: answer.status(), body: await answer.text() };
}

/** The same, for a call that has to succeed; returns the value. */
export async function ask<T>(page: Page, name: string, data: Parameters<typeof call>[2]): Promise<T> {
  const { status, body } = await call(page, name, data);
  expect(status, `${name}: ${body}`).toBe(200);
  return JSON.parse(body);
}

/** Adds a lead; returns its id. */
export const makeLead = (page: Page, lead: { name: string; email?: string; phone?: string }): Promise<string> =>
  ask(page, 'leads/add', { form: { email: '', phone: '', source: '', stage: 'new', ...lead } });

/** Writes a newsletter for everybody; returns its id. */
export async function makeNewsletter(page: Page, subject: string): Promise<string> {
  const id = await ask<string>(page, 'newsletters/create', { form: {} });
  const content = { subject, blocks: [{ kind: 'text', markdown: 'Hello {{first_name}}.' }], intro: false, audience: { of: 'everybody' } };
  await ask(page, 'newsletters/save', { data: { id, content } });
  return id;
}

/** Uploads a file to look at; returns the import's id. */
export async function makeImport(page: Page, csv: string): Promise<string> {
  const answer = await page.request.post('/app/import/upload', {
    multipart: { file: { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) } },
    headers: { origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  return answer.headers().location.split('/').pop()!;
}
