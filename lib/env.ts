import { join } from 'node:path'

/** The one reader of the process environment. Each value is read when asked for, so a build needs none. */
function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. docs/operations.md lists the settings.`)
  return value
}

export const env = {
  /** Login of the web server: owns nothing, row level security applies. */
  get appDatabaseUrl() {
    return process.env.APP_DATABASE_URL
  },
  get workerDatabaseUrl() {
    return process.env.WORKER_DATABASE_URL
  },
  /** Connections to the database, of each process and login. */
  get poolSize() {
    return Number(process.env.DATABASE_POOL ?? 12)
  },
  /** Poolers of connections, as older PgBouncers in transaction mode, may not know named statements. */
  get keepsPlans() {
    return process.env.DATABASE_KEPT_PLANS !== 'off'
  },
  get jobsDatabaseUrl() {
    return required('JOBS_DATABASE_URL')
  },
  /** Of the web server. */
  get port() {
    return Number(process.env.PORT ?? 3000)
  },
  get appUrl() {
    return required('APP_URL')
  },
  /** Signs session cookies and the links in mails. */
  get authSecret() {
    return required('AUTH_SECRET')
  },
  /** `id:base64 key` pairs, comma separated; the first encrypts, all decrypt. */
  get encryptionKeys() {
    return required('ENCRYPTION_KEYS')
  },
  /** How long a payout provider may take to answer. */
  get payoutTimeoutMs() {
    return Number(process.env.PAYOUT_TIMEOUT_MS ?? 10_000)
  },
  /** Without it, subscriptions are set by hand. */
  get stripeSecretKey() {
    return process.env.STRIPE_SECRET_KEY || undefined
  },
  get stripeWebhookSecret() {
    return process.env.STRIPE_WEBHOOK_SECRET || undefined
  },
  /** Stripe's ids of the monthly prices, by tier. */
  get stripePrices() {
    return {
      basic: process.env.STRIPE_PRICE_BASIC || undefined,
      pro: process.env.STRIPE_PRICE_PRO || undefined,
      enterprise: process.env.STRIPE_PRICE_ENTERPRISE || undefined,
    }
  },
  /** Where a stand-in for Stripe is; unset in production. */
  get stripeApi() {
    const host = process.env.STRIPE_API_HOST
    if (!host) return undefined
    const port = process.env.STRIPE_API_PORT
    return {
      host,
      ...(port ? { port: Number(port) } : {}),
      protocol: process.env.STRIPE_API_PROTOCOL === 'http' ? ('http' as const) : ('https' as const),
    }
  },
  get smtpUrl() {
    return required('SMTP_URL')
  },
  get mailFrom() {
    return process.env.MAIL_FROM ?? 'Tandem <no-reply@tandem.localhost>'
  },
  /** Where the mail catcher of the demo keeps what it caught; unset in production. */
  get mailDir() {
    return process.env.TANDEM_DEMO === '1' ? process.env.MAIL_DIR : undefined
  },
  get mailCatcherPort() {
    return process.env.TANDEM_DEMO === '1' && process.env.MAIL_CATCHER_PORT
      ? Number(process.env.MAIL_CATCHER_PORT)
      : undefined
  },
  /** Trusted hops in front of the server, for the caller's address; 0 means none. */
  get proxyHops() {
    return Number(process.env.PROXY_HOPS ?? 0)
  },
  /** Proofs and other files, unless an S3-compatible store keeps them. */
  get storageDir() {
    return process.env.STORAGE_DIR || join(process.env.DATA_DIR || '.data', 'storage')
  },
  /** The store for files: endpoint with bucket, and the key to it. */
  get s3() {
    const url = process.env.STORAGE_S3_URL
    if (!url) return undefined
    return {
      url,
      region: process.env.STORAGE_S3_REGION ?? 'us-east-1',
      keyId: required('STORAGE_S3_KEY_ID'),
      secret: required('STORAGE_S3_SECRET'),
    }
  },
  /** How many submissions the worker sends at a time; 0 leaves the queue to others. */
  get automationConcurrency() {
    return Number(process.env.AUTOMATION_CONCURRENCY ?? 2)
  },
  /** Origins that automation may reach though they are not public, as http://localhost:4000; for tests. */
  get automationTrustedOrigins() {
    return (process.env.AUTOMATION_TRUSTED_ORIGINS ?? '').split(',').filter(Boolean)
  },
  /** The browser of the automation. */
  get chromiumPath() {
    return process.env.CHROMIUM_PATH
  },
  get logLevel() {
    return process.env.LOG_LEVEL ?? 'info'
  },
}
