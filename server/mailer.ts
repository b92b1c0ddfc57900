import { createTransport } from 'nodemailer'

import type { Mailer } from '../backend/http/options.ts'

/** Milliseconds that a mail server gets to connect, to greet, and to go on. */
const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/**
 * Hands mail to an SMTP server, a connection a message. TLS is used when the address says `smtps:`, and
 * when the server offers it.
 *
 * @param from the sender, with or without a name
 */
export function createMailer(server: URL, from: string): Mailer & { close(): void } {
  const transport = createTransport({
    url: server.href,
    ...limits,
    // A message never reads files or addresses, whatever its texts say.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text }) {
      // As an object, the address is one recipient and is never parsed for more.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
    },
    close: () => transport.close(),
  }
}
