import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { notFound } from 'next/navigation'
import PostalMime from 'postal-mime'
import { env } from '@/lib/env'

const named = /^[0-9a-f-]{36}$/
const most = 100

async function read(folder: string, id: string) {
  const { to, subject, date, html, text } = await PostalMime.parse(
    await readFile(join(folder, `${id}.eml`)),
  )
  const recipients = (to ?? []).map(({ address }) => address).join(', ')
  return { id, to: recipients, subject: subject ?? '', date: date ?? '', html, text }
}

/** What the mail catcher kept, newest first. Outside the demo there is no such page. */
export async function caughtMails() {
  const folder = env.mailDir ?? notFound()
  const files = await readdir(folder).catch(() => [])
  const ids = files.filter((file) => file.endsWith('.eml')).map((file) => file.slice(0, -4))
  // Names are made of the time, so the newest sorts last.
  const newest = ids
    .filter((id) => named.test(id))
    .sort()
    .reverse()
    .slice(0, most)
  return Promise.all(newest.map((id) => read(folder, id)))
}

export async function caughtMail(id: string) {
  const folder = env.mailDir ?? notFound()
  if (!named.test(id)) notFound()
  return read(folder, id).catch(() => notFound())
}
