// Stands for the mail server: every message is parsed and recorded, none is passed on.
//
//   GET    /_control/messages   recorded mail, oldest first (`envelope`, `headers`, `raw`, `text`, …)
//   DELETE /_control/messages   forget everything, behave normally again
//   POST   /_control/behaviour  { times, code, message }: refuse the next recipients, such as 550
//
// Alone: node smtp.mjs [smtp port]
import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { isProgram, json, jsonBody, listen } from './http.mjs';

const normal = { times: 0, code: 550, message: 'No such user' };

/** Starts the stand-in; resolves to `{ url, smtpUrl, close }`, `url` being the control address. */
export async function start({ port = 0 } = {}) {
  let messages = [];
  let behaviour = { ...normal };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, session, done) => done(null, { user: auth.username }),
    onRcptTo(address, session, done) {
      if (behaviour.times < 1) return done();
      behaviour.times -= 1;
      done(Object.assign(new Error(behaviour.message), { responseCode: behaviour.code }));
    },
    async onData(stream, session, done) {
      const chunks = [];
      try {
        for await (const chunk of stream) chunks.push(chunk);
      } catch {
        return; // the client was cut off in the middle: nothing was received
      }
      messages.push(await record(Buffer.concat(chunks), session.envelope));
      done();
    },
  });
  server.on('error', () => {}); // a client that hangs up is its own problem
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');

  const control = await listen(async (request, response) => {
    if (request.method === 'DELETE') {
      messages = [];
      behaviour = { ...normal };
    }
    if (request.method === 'POST') behaviour = { ...normal, times: 1, ...(await jsonBody(request)) };
    json(response, 200, messages);
  });

  return {
    url: control.url,
    smtpUrl: `smtp://127.0.0.1:${server.server.address().port}`,
    close: async () => {
      await control.close();
      await new Promise((done) => server.close(done));
    },
  };
}

async function record(raw, envelope) {
  const mail = await simpleParser(raw);
  return {
    envelope: { from: envelope.mailFrom && envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address) },
    subject: mail.subject,
    from: mail.from?.text,
    to: [mail.to].flat().map((to) => to?.text).join(', '),
    text: mail.text,
    html: mail.html || null,
    // Header lines as received, lower-case names: repeated headers stay visible.
    headers: mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
    raw: raw.toString('utf8'),
  };
}

if (isProgram(import.meta)) {
  const { url, smtpUrl } = await start({ port: Number(process.argv[2] ?? 0) });
  console.log(smtpUrl, url);
}
