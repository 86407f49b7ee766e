// For a test that needs other settings: a server of its own in place of the shared one.
import { startServer, type Server } from './setup/server';
import { test as base } from './fixtures';

interface Options {
  /** REALTOROS_* variables of the server. */
  settings: Record<string, string>;
  /** How browsers call this machine. Passkeys need a name. */
  host: '127.0.0.1' | 'localhost';
}

export const test = base.extend<Options & { server: Server }>({
  settings: [{}, { option: true }],
  host: ['127.0.0.1', { option: true }],

  server: async ({ settings, host }, use, info) => {
    const server = await startServer(info.outputPath('server.log'), settings, host);
    await use(server);
    await server.stop();
  },

  baseURL: async ({ server }, use) => use(server.url),
});

/** The clock of a Wednesday at noon in Texas, when a text may go out, whenever the tests run. */
export function atNoon(): Record<string, string> {
  const now = new Date();
  const noon = new Date(now);
  noon.setUTCHours(18, 0, 0, 0);
  noon.setUTCDate(noon.getUTCDate() + 7 + ((3 - noon.getUTCDay() + 7) % 7));
  return { REALTOROS_CLOCK_OFFSET: `${Math.round((noon.getTime() - now.getTime()) / 1000)}s` };
}
