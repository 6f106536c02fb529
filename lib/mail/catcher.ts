import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { env } from '../env'
import { log } from '../log'

/**
 * The demo has no mail server: this one takes every mail and keeps it as a file, for /dev/mail.
 * Does nothing outside the demo. Answers how to stop it.
 */
export async function catchMail(): Promise<() => Promise<void>> {
  const { mailDir, mailCatcherPort } = env
  if (!mailDir || !mailCatcherPort) return async () => {}
  const { SMTPServer } = await import('smtp-server')
  await mkdir(mailDir, { recursive: true })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // A file of 5 MB grows by a third on its way.
    size: 10_000_000,
    async onData(stream, _session, done) {
      try {
        const name = join(mailDir, v7())
        await writeFile(`${name}.part`, stream)
        await rename(`${name}.part`, `${name}.eml`)
        done()
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  server.on('error', (err) => log.error({ err }, 'mail catcher'))
  await new Promise<void>((resolve) => server.listen(mailCatcherPort, '127.0.0.1', () => resolve()))
  return () => new Promise<void>((resolve) => server.close(() => resolve()))
}
