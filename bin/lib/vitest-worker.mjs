// vitest setupFile: gives each test file a database of its own, before the code under test reads its environment.
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { clone, environment } from './test-database.mjs'

const { template, prefix } = inject('database')
// Every file runs in a process of its own.
const database = `${prefix}${process.pid}`
await clone(template, database, prefix)
Object.assign(process.env, environment(template, database), {
  TEST_DATABASE_URL: template.url,
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  SMTP_URL: 'smtp://127.0.0.1:9',
})
