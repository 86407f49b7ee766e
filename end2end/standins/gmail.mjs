// Gmail's interface as far as the product asks it: the history of a mailbox, who wrote a mail, and one mail whole.

/** What is answered to `url` for a mailbox with these mails (`{ from, raw }`, oldest first): `{ status, answer, read }`. */
export function gmail(mails, url) {
  const path = url.pathname.replace('/gmail/v1/users/me/', '');
  const named = mails.map((_, at) => ({ id: `m${at}`, threadId: `t${at}` }));
  const historyId = String(mails.length);
  if (path === 'profile') return { status: 200, answer: { historyId } };
  if (path === 'messages') return { status: 200, answer: { messages: named } };
  if (path === 'history') {
    const since = named.slice(Number(url.searchParams.get('startHistoryId')));
    return { status: 200, answer: { history: since.map((message) => ({ messagesAdded: [{ message }] })), historyId } };
  }
  const at = Number(path.match(/^messages\/m(\d+)$/)?.[1]);
  const mail = mails[at];
  if (!mail) return { status: 404, answer: {} };
  if (url.searchParams.get('format') === 'raw') {
    return { status: 200, answer: { id: `m${at}`, raw: Buffer.from(mail.raw).toString('base64url') }, read: at };
  }
  const headers = [{ name: 'From', value: mail.from }];
  return { status: 200, answer: { id: `m${at}`, payload: { headers } } };
}
