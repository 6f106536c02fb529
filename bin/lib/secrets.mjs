// The keys and passwords of one DATA_DIR, in a file that only its user can read. What the file holds wins; what it
// lacks is derived from the owner's password when DATABASE_URL has one (so another clone on the same database
// computes the same), and random otherwise.
import { createHmac, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { databaseOf } from './connect.mjs'
import { damaged, dataDir, readJson, writeJson } from './places.mjs'

/** Anything else, taken as empty, would be written over, and the data would be locked for good. */
const holdsText = (known) =>
  known?.constructor === Object && Object.values(known).every((one) => typeof one === 'string')

const file = () => join(dataDir(), 'secrets.json')

/** Two servers used with one DATA_DIR keep their secrets apart. */
const place = (ownerUrl) => (process.env.DATABASE_URL ? new URL(ownerUrl).host : 'embedded')

function derive(ownerUrl, purpose) {
  const password = process.env.DATABASE_URL && decodeURIComponent(new URL(ownerUrl).password)
  if (!password) return randomBytes(32)
  return createHmac('sha256', password).update(purpose).digest()
}

/** Gives the secret called `name` of a scope (a database, or the logins of one), making and keeping it at first use. */
export function secret(ownerUrl, scope, name, encode = (bytes) => bytes.toString('base64url')) {
  const found = readJson(file())
  const known = found === undefined ? {} : found
  if (!holdsText(known)) throw damaged(file())
  const key = `${place(ownerUrl)}/${scope}/${name}`
  if (known[key]) return known[key]
  const made = encode(derive(ownerUrl, `${scope}\n${name}`))
  writeJson(file(), { ...known, [key]: made })
  return made
}

export function appSecrets(ownerUrl) {
  const scope = databaseOf(ownerUrl)
  const key = (bytes) => `k1:${bytes.toString('base64')}`
  return {
    AUTH_SECRET: process.env.AUTH_SECRET || secret(ownerUrl, scope, 'AUTH_SECRET'),
    ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS || secret(ownerUrl, scope, 'ENCRYPTION_KEYS', key),
  }
}
