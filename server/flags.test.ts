import { describe, expect, it } from 'vitest'

import { FlagError, helpText, isLoopback, readFlags } from './flags.ts'

const read = (args: string[], env: Record<string, string> = {}) => readFlags(args, env, '/srv')

describe('readFlags', () => {
  it('has defaults that serve the demo to this machine only', () => {
    expect(read([])).toEqual({
      help: false,
      port: 4600,
      host: '127.0.0.1',
      data: '/srv/data',
      seed: 'demo',
      ownerPassword: undefined,
      log: undefined,
      publicUrl: undefined,
      trustProxy: false,
      force: false,
      testDoor: false,
      console: '/srv/dist',
      databaseUrl: undefined,
      smtpUrl: undefined,
      mailFrom: undefined,
      metrics: undefined,
      drain: 0,
    })
  })

  it('takes a mail server and a sender', () => {
    const env = { SMTP_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'IAM <iam@example.com>' }
    expect(read([], env)).toMatchObject({
      smtpUrl: new URL('smtps://u:p@mail.example.com'),
      mailFrom: 'IAM <iam@example.com>',
    })
  })

  it('takes the origin of an upstream, which may be in the clear on this machine alone', () => {
    expect(read(['--upstream', 'https://API.example.com/'])).toMatchObject({
      upstream: 'https://api.example.com',
    })
    expect(read([], { IAM_UPSTREAM: 'http://[::1]:4600' })).toMatchObject({
      upstream: 'http://[::1]:4600',
    })
    // There is no demo to show to others then.
    expect(read(['--upstream', 'https://api.example.com', '--host', '0.0.0.0']).host).toBe(
      '0.0.0.0',
    )
  })

  it('takes the command line before the environment', () => {
    const env = { PORT: '7000', IAM_DATA: '/var/iam', IAM_SEED: 'none', IAM_TRUST_PROXY: 'true' }
    expect(read([], env)).toMatchObject({
      port: 7000,
      data: '/var/iam',
      seed: 'none',
      trustProxy: true,
    })
    expect(read(['--port=7001', '--data', 'here', '--seed', 'demo'], env)).toMatchObject({
      port: 7001,
      data: '/srv/here',
      seed: 'demo',
    })
  })

  it('takes an empty variable for an absent one', () => {
    expect(read([], { PORT: '', DATABASE_URL: '', IAM_TEST_DOOR: '' })).toMatchObject({
      port: 4600,
      databaseUrl: undefined,
      testDoor: false,
    })
  })

  it.each([
    [['--port', '70000'], {}, '--port'],
    [['--port', 'http'], {}, '"http"'],
    [['--seed', 'prod'], {}, '"demo" or "none"'],
    [['--owner-password', 'short'], {}, '8 characters'],
    [['--public-url', 'iam.example.com'], {}, '--public-url'],
    [['--public-url', 'https://example.com/iam'], {}, 'without a path'],
    [['--public-url', 'https://example.com?a=b'], {}, 'without a path'],
    [[], { IAM_PUBLIC_URL: 'https://user:pass@example.com' }, 'without a path'],
    [['--public-url', 'ftp://example.com'], {}, '--public-url'],
    [['--upstream', 'api.example.com'], {}, '--upstream'],
    [['--upstream', 'http://api.example.com'], {}, 'https://'],
    [['--upstream', 'https://api.example.com/iam'], {}, 'without a path'],
    [['--upstream', 'https://api.example.com?a=b'], {}, 'without a path'],
    [[], { IAM_UPSTREAM: 'https://user:pass@api.example.com' }, 'without a path'],
    [['--upstream', 'file:///etc/passwd'], {}, '--upstream'],
    [['--upstream', 'https://api.example.com', '--test-door'], {}, '--test-door'],
    [['--smtp-url', 'mail.example.com:25'], {}, '--smtp-url'],
    [['--mail-from', 'IAM\r\nBcc: a@example.com'], {}, '--mail-from'],
    [['--mail-from', 'IAM Console'], {}, '--mail-from'],
    [['--colour'], {}, '--help'],
    [['extra'], {}, 'extra'],
    [[], { IAM_FORCE: 'perhaps' }, 'IAM_FORCE'],
    [[], { DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
  ])('refuses %j with %j and says why', (args, env: Record<string, string>, reason) => {
    expect(() => read(args, env)).toThrow(FlagError)
    expect(() => read(args, env)).toThrow(reason)
  })

  it('shows the demo to others only when forced', () => {
    expect(() => read(['--host', '0.0.0.0'])).toThrow('--force')
    expect(read(['--host', '0.0.0.0', '--force']).host).toBe('0.0.0.0')
    expect(read(['--host', '0.0.0.0', '--seed', 'none']).host).toBe('0.0.0.0')
  })

  it('never opens the test door to others', () => {
    const args = ['--host', '192.0.2.1', '--test-door', '--force', '--seed', 'none']
    expect(() => read(args)).toThrow('--test-door')
  })
})

it('lists every flag with its environment twin in the help', () => {
  for (const name of ['--port', '--host', '--data', '--seed', '--owner-password', '--test-door']) {
    expect(helpText()).toContain(name)
  }
  expect(helpText()).toContain('[IAM_OWNER_PASSWORD]')
  expect(helpText()).toContain('DATABASE_URL')
})

it.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['127.0.0.1.example.com', false],
])('knows whether %s is this machine only', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback)
})
