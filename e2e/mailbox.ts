import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail server for tests: SMTP_URL points at it, and it keeps what it gets. */
export async function openMailbox() {
  const mails: Email[] = []
  let refusing = false
  let held: Promise<void> | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, _session, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      await held
      if (refusing) return done(new Error('Mailbox is full'))
      mails.push(await PostalMime.parse(Buffer.concat(chunks)))
      done()
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
  return {
    to: (address: string) =>
      mails.filter((mail) => mail.to?.some((one) => one.address === address)),
    refuse: (yes: boolean) => {
      refusing = yes
    },
    /** Keeps whoever sends waiting, until what it answers is called. */
    hold() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
