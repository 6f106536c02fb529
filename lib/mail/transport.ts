import { createTransport, type Transporter } from 'nodemailer'
import { env } from '../env'

let transport: Transporter | undefined

type Message = {
  id: string
  to: string
  subject: string
  html: string
  text: string
  attachments?: { filename: string; content: Buffer; contentType: string }[]
}

/** Hands a mail to the server at SMTP_URL. Its id is the same on every try, so doubles can be told. */
export async function deliver({ id, ...message }: Message) {
  transport ??= createTransport(env.smtpUrl, { from: env.mailFrom })
  const host = new URL(env.appUrl).hostname
  await transport.sendMail({ ...message, messageId: `<${id}@${host}>` })
}

export function closeTransport() {
  transport?.close()
  transport = undefined
}
