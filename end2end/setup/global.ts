// Before all tests: the stand-ins, then one server shared by every test. After all tests: both
// stop, and the run fails when the server panicked. Workers find the addresses in E2E_*.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { start as startIdentity } from '../standins/identity.mjs';
import { start as startSmtp } from '../standins/smtp.mjs';
import { start as startTwilio } from '../standins/twilio.mjs';
import { startServer } from './server';

export default async function setup(config: FullConfig) {
  const logs = join(config.rootDir, '..', 'test-results');
  mkdirSync(logs, { recursive: true });
  const [google, microsoft, twilio, smtp] = await Promise.all([
    startIdentity({ provider: 'google' }),
    startIdentity({ provider: 'microsoft' }),
    startTwilio(),
    startSmtp(),
  ]);
  // Mail and texts are captured at /dev/outbox; a test of the providers themselves starts a
  // server of its own with REALTOROS_TWILIO_BASE_URL and REALTOROS_SMTP_URL.
  const standins = [google, microsoft, twilio, smtp];
  const closeStandins = () => Promise.all(standins.map((standin) => standin.close()));
  const server = await startServer(join(logs, 'server.log'), { ...google.settings, ...microsoft.settings }).catch(
    async (error) => {
      await closeStandins();
      throw error;
    },
  );
  Object.assign(process.env, {
    E2E_URL: server.url,
    E2E_GOOGLE_URL: google.url,
    E2E_MICROSOFT_URL: microsoft.url,
    E2E_TWILIO_URL: twilio.url,
    E2E_SMTP_URL: smtp.smtpUrl,
    E2E_SMTP_CONTROL_URL: smtp.url,
  });

  return async () => {
    await closeStandins();
    await server.stop();
  };
}
