import { text } from 'node:stream/consumers'

import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createMailer } from './mailer.ts'

interface Received {
  from: string | undefined
  to: string[]
  content: string
}

let server: SMTPServer
let address: URL
let received: Received[]
let refused: boolean

beforeEach(async () => {
  received = []
  refused = false
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, session, done) {
      const content = await text(stream)
      const { mailFrom, rcptTo } = session.envelope
      received.push({
        from: mailFrom === false ? undefined : mailFrom.address,
        to: rcptTo.map((recipient) => recipient.address),
        content,
      })
      done(refused ? new Error('no room') : null)
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const bound = server.server.address()
  address = new URL(`smtp://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`)
})

afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

const mail = { to: 'jo@example.com', subject: 'Zoë’s account', text: 'Hello,\n\nwelcome.\n' }

it('hands a message over by SMTP', async () => {
  const mailer = createMailer(address, 'IAM <iam@example.com>')
  await mailer.send(mail)
  mailer.close()
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ from: 'iam@example.com', to: ['jo@example.com'] })
  expect(received[0]?.content).toMatch(/^From: IAM <iam@example.com>\r$/m)
  expect(received[0]?.content).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(received[0]?.content).toContain('welcome.')
})

it('lets no text become a header or a recipient', async () => {
  const mailer = createMailer(address, 'iam@example.com')
  await mailer.send({ ...mail, subject: 'Hi\r\nBcc: eve@example.com\r\n\r\nread this' })
  await mailer
    .send({ ...mail, to: 'jo@example.com,eve@example.com' })
    .catch((error: unknown) => expect(error).toBeInstanceOf(Error))
  mailer.close()
  expect(received[0]?.to).toEqual(['jo@example.com'])
  expect(received[0]?.content).not.toMatch(/^Bcc:/m)
  expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.com')
})

it('fails when the server refuses the message, and when there is none', async () => {
  refused = true
  const mailer = createMailer(address, 'iam@example.com')
  await expect(mailer.send(mail)).rejects.toThrow('no room')
  mailer.close()
  const nobody = createMailer(new URL('smtp://127.0.0.1:1'), 'iam@example.com')
  await expect(nobody.send(mail)).rejects.toThrow('ECONNREFUSED')
})
