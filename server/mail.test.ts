import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { SMTPServer } from 'smtp-server'
import { expect, it, vi } from 'vitest'

import { readFlags } from './flags.ts'
import { startServer } from './start-server.ts'

const login = 'elena.varga@northwind.example'

it('signs in with a code that came by a real SMTP conversation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-console-mail-'))
  const received: string[] = []
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      done(username === 'iam' && password === 'p@ss' ? null : new Error('who?'), { user: 'iam' }),
    async onData(stream, _session, done) {
      received.push(await text(stream))
      done()
    },
  })
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', () => resolve())
  })
  const bound = smtp.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const server = await startServer(
    readFlags(
      ['--port', '0', '--log', 'log'],
      { SMTP_URL: `smtp://iam:p%40ss@127.0.0.1:${port}` },
      folder,
    ),
  )
  try {
    const { address } = server.facts
    const send = (path: string, body: unknown): Promise<Response> =>
      fetch(address + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const options = await fetch(`${address}/console/v1/sign-in-options`)
    expect(await options.json()).toEqual({ code: true, setup: false })
    expect((await send('/console/v1/session/code', { login })).status).toBe(204)
    await vi.waitFor(() => expect(received).toHaveLength(1), 5000)
    const [mail = ''] = received
    expect(mail).toMatch(/^To: elena.varga@northwind.example\r$/m)
    expect(mail).toMatch(/^From: IAM Console <iam-console@localhost>\r$/m)
    const [code] = /\b\d{6}\b/.exec(mail.split('\r\n\r\n').slice(1).join('\n')) ?? []
    const answer = await send('/console/v1/session', { login, code })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      user: { username: 'elena.varga' },
      capabilities: expect.arrayContaining(['email']),
    })
  } finally {
    await server.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    rmSync(folder, { recursive: true })
  }
})
