import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// Which tests run where:
//   hydrated    every test, except in files named *.noscript.spec.ts
//   no-script   JavaScript off: files named *.noscript.spec.ts, and tests tagged @noscript
//   phone       360 × 740 with touch: tests tagged @phone
const noScriptFile = /\.noscript\.spec\.ts$/;

const chromium =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ??
  '/usr/bin/chromium';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  globalSetup: './setup/global.ts',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as ['json']] : [])],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: { executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'hydrated', testIgnore: noScriptFile },
    { name: 'no-script', grep: /\.noscript\.spec\.ts|@noscript/, use: { javaScriptEnabled: false } },
    {
      name: 'phone',
      testIgnore: noScriptFile,
      grep: /@phone/,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
  ],
});
