// What every stand-in shares: an HTTP server on loopback and reading of request bodies.
import { createServer } from 'node:http';

/** Listens on 127.0.0.1 (port 0: a free one) and resolves to `{ url, close }`. */
export async function listen(handler, port = 0) {
  const server = createServer(async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise((ready, fail) => server.once('error', fail).listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

/** The whole request body as text. */
export async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The request body as JSON; `{}` when empty. */
export async function jsonBody(request) {
  return JSON.parse((await body(request)) || '{}');
}

export function json(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

export const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** True when the module of `meta` was started as a program. */
export const isProgram = (meta) => process.argv[1] === new URL(meta.url).pathname;
