import { defineConfig, devices } from '@playwright/test'

// `npm test` starts a seeded Tandem and says where it is; by hand, start `npm run demo` first.
const asRoot = process.getuid?.() === 0
const rootFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** They share the virtual assistant of the demo, whose tasks the others would take. */
const sharing = /\/(assistants|supervising|tasks)\.spec\.ts$/

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  projects: [
    { name: 'at once', testIgnore: sharing },
    { name: 'one by one', testMatch: sharing, workers: 1, dependencies: ['at once'] },
  ],
  outputDir: 'test-results',
  workers: process.env.E2E_WORKERS ? Number(process.env.E2E_WORKERS) : 2,
  timeout: 60_000,
  // Journeys that run at once change the same agency. What passes only the second time is named as flaky.
  retries: 1,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    trace: 'retain-on-first-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: asRoot ? rootFlags : [],
    },
  },
})
