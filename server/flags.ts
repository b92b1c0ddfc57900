import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** How the server process is to run. */
export interface Flags {
  help: boolean
  port: number
  host: string
  /** Absolute path of the folder for the database file and the pepper. */
  data: string
  seed: 'demo' | 'none'
  ownerPassword: string | undefined
  /** A file, or undefined for standard error. */
  log: string | undefined
  publicUrl: URL | undefined
  trustProxy: boolean
  force: boolean
  testDoor: boolean
  /** Absolute path of the built console. */
  console: string
  /** Where metrics are served; nowhere when undefined. */
  metrics: { host: string; port: number } | undefined
  /** Seconds between saying that the server stops and stopping. */
  drain: number
  /** Origin of the platform's API, in cloud mode. */
  upstream: string | undefined
  databaseUrl: string | undefined
  /** Where mail is handed over; none is sent without it. */
  smtpUrl: URL | undefined
  /** The sender of mail, such as `IAM <iam@example.com>`. */
  mailFrom: string | undefined
}

/** A flag or its environment twin has a value that cannot be used; the message is for people. */
export class FlagError extends Error {
  override readonly name = 'FlagError'
}

interface Flag {
  env: string
  /** The placeholder of its value in the help; a switch has none. */
  value?: string
  text: string
}

const flags = {
  port: { env: 'PORT', value: '<number>', text: 'Port to listen on; 0 takes a free one (4600)' },
  host: { env: 'HOST', value: '<address>', text: 'Address to listen on (127.0.0.1)' },
  data: {
    env: 'IAM_DATA',
    value: '<folder>',
    text: 'Folder of the SQLite database and the pepper (data)',
  },
  seed: {
    env: 'IAM_SEED',
    value: 'demo|none',
    text: 'What an empty database starts with: the demo Organization, or nothing (demo)',
  },
  'owner-password': {
    env: 'IAM_OWNER_PASSWORD',
    value: '<password>',
    text: "The demo Owner's password; generated at the first start unless given",
  },
  log: {
    env: 'IAM_LOG',
    value: '<file>',
    text: 'File to append the log to (standard error)',
  },
  'public-url': {
    env: 'IAM_PUBLIC_URL',
    value: '<url>',
    text: 'Address at which people open the console, when it is not this process itself',
  },
  upstream: {
    env: 'IAM_UPSTREAM',
    value: '<url>',
    text: "The platform's API, https://api.scaleway.com: people sign in with its API keys then",
  },
  'smtp-url': {
    env: 'SMTP_URL',
    value: '<url>',
    text: 'Mail server, such as smtp://user:password@mail.example.com:587; no mail without it',
  },
  'mail-from': {
    env: 'MAIL_FROM',
    value: '<address>',
    text: 'Sender of mail (IAM Console <iam-console@ and the host of --public-url>)',
  },
  'trust-proxy': {
    env: 'IAM_TRUST_PROXY',
    text: 'Believe the X-Forwarded-For, -Host and -Proto headers of a proxy in front',
  },
  force: {
    env: 'IAM_FORCE',
    text: 'Serve the demo Organization on an address that others can reach',
  },
  'test-door': {
    env: 'IAM_TEST_DOOR',
    text: 'Let anyone on this machine make Organizations from scenarios, for test suites',
  },
  'metrics-port': {
    env: 'IAM_METRICS_PORT',
    value: '<number>',
    text: 'Port of a listener of its own with metrics for Prometheus; none without it',
  },
  'metrics-host': {
    env: 'IAM_METRICS_HOST',
    value: '<address>',
    text: 'Address that the metrics listen on (127.0.0.1)',
  },
  drain: {
    env: 'IAM_DRAIN',
    value: '<seconds>',
    text: 'How long /readyz says 503 before a stopping server takes no more requests (0)',
  },
  console: { env: 'IAM_CONSOLE', value: '<folder>', text: 'Folder of the built console (dist)' },
  help: { env: '', text: 'Print this and exit' },
} as const satisfies Record<string, Flag>

type FlagName = keyof typeof flags

/** The text of `--help`. */
export function helpText(): string {
  const rows = Object.entries<Flag>(flags).map(([name, flag]) => ({
    left: `--${name}${flag.value === undefined ? '' : ` ${flag.value}`}`,
    text: flag.text,
    env: flag.env === '' ? '' : `[${flag.env}]`,
  }))
  const width = Math.max(...rows.map((row) => row.left.length))
  return [
    'Usage: node server/main.ts [flags]',
    '       node server/main.ts backup --to <file> [--data <folder>]',
    '       node server/main.ts restore --from <file> [--data <folder>] [--force]',
    '       node server/main.ts rotate-pepper | forget-pepper <id> | reset-clock [--data <folder>]',
    '',
    'Serves the console and its API; or copies the SQLite database, of a running server too, and puts',
    'a copy back; or replaces the pepper, lets servers start without a former one, and forgets a time',
    'that a clock showed by mistake. docs/operations.md explains each.',
    '',
    ...rows.map((row) => `  ${row.left.padEnd(width)}  ${row.text} ${row.env}`.trimEnd()),
    '',
    'DATABASE_URL=postgres://… takes a PostgreSQL server instead of SQLite.',
    'SECRET_PEPPER=<base64 of 32 bytes or more> is the key under which secrets are digested; without it',
    'one is made and kept in the data folder. Servers that share a database need the same one. Several,',
    'separated by commas, are for replacing it: newest first.',
    'Others on this machine may see flags in its list of processes: give passwords as',
    'IAM_OWNER_PASSWORD and SMTP_URL.',
    '',
  ].join('\n')
}

/**
 * Reads the command line, then the environment, then the defaults.
 *
 * @throws FlagError with one sentence that names the flag.
 */
export function readFlags(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Flags {
  const given = parse(args)
  const text = (name: FlagName): string | undefined => {
    const value = given[name] ?? (env[flags[name].env] || undefined)
    return typeof value === 'string' ? value : undefined
  }
  const toggle = (name: FlagName): boolean =>
    given[name] === true || onOrOff(flags[name].env, env[flags[name].env])

  const read: Flags = {
    help: given.help === true,
    port: port('port', text('port') ?? '4600'),
    host: text('host') ?? '127.0.0.1',
    data: resolve(root, text('data') ?? 'data'),
    seed: seed(text('seed') ?? 'demo'),
    ownerPassword: ownerPassword(text('owner-password')),
    log: text('log') === undefined ? undefined : resolve(root, text('log') ?? ''),
    publicUrl: publicUrl(text('public-url')),
    trustProxy: toggle('trust-proxy'),
    force: toggle('force'),
    testDoor: toggle('test-door'),
    console: resolve(root, text('console') ?? 'dist'),
    metrics: metrics(text('metrics-port'), text('metrics-host')),
    drain: drain(text('drain') ?? '0'),
    upstream: upstream(text('upstream')),
    databaseUrl: databaseUrl(env['DATABASE_URL'] || undefined),
    smtpUrl: smtpUrl(text('smtp-url')),
    mailFrom: mailFrom(text('mail-from')),
  }
  refuseExposure(read)
  return read
}

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

function parse(args: readonly string[]): Partial<Record<FlagName, string | boolean>> {
  try {
    return parseArgs({
      args: [...args],
      options: Object.fromEntries(
        Object.entries<Flag>(flags).map(([name, flag]) => [
          name,
          { type: flag.value === undefined ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
      strict: true,
      allowPositionals: false,
    }).values
  } catch (error) {
    const sentence = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new FlagError(`${sentence.replace(/\.$/, '')}. --help lists what there is.`, {
      cause: error,
    })
  }
}

function port(name: FlagName, value: string): number {
  return wholeNumber(name, value, 65_535)
}

function metrics(givenPort: string | undefined, host = '127.0.0.1'): Flags['metrics'] {
  return givenPort === undefined ? undefined : { host, port: port('metrics-port', givenPort) }
}

function drain(value: string): number {
  return wholeNumber('drain', value, 300)
}

function wholeNumber(name: FlagName, value: string, most: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number > most) {
    throw new FlagError(`--${name} must be a number from 0 to ${most}, not "${value}".`)
  }
  return number
}

function seed(value: string): 'demo' | 'none' {
  if (value === 'demo' || value === 'none') return value
  throw new FlagError(`--seed must be "demo" or "none", not "${value}".`)
}

function ownerPassword(value: string | undefined): string | undefined {
  if (value !== undefined && value.length < 8) {
    throw new FlagError('--owner-password must have at least 8 characters.')
  }
  // As much as the API takes for a password.
  if (value !== undefined && Buffer.byteLength(value) > 72) {
    throw new FlagError('--owner-password must have at most 72 bytes.')
  }
  return value
}

function publicUrl(value: string | undefined): URL | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  // The value may hold a password, so it is not repeated.
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new FlagError('--public-url must be like https://iam.example.com, without a path.')
  }
  return url
}

/** An origin and nothing else. Secret keys go there, so in clear text on this machine only. */
function upstream(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  // The value may hold a password, so it is not repeated.
  if (url === null || url.href !== `${url.origin}/`) {
    throw new FlagError('--upstream must be like https://api.scaleway.com, without a path.')
  }
  const here = isLoopback(url.hostname.replaceAll(/[[\]]/g, ''))
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new FlagError('--upstream must begin with https:// unless it is on this machine.')
  }
  return url.origin
}

function smtpUrl(value: string | undefined): URL | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  // The value may hold a password, so it is not repeated.
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new FlagError('--smtp-url must be like smtp://mail.example.com:587 or smtps://….')
  }
  return url
}

function mailFrom(value: string | undefined): string | undefined {
  if (
    value !== undefined &&
    !/^(?:[^<>\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(value)
  ) {
    throw new FlagError(`--mail-from must be like "IAM <iam@example.com>", not "${value}".`)
  }
  return value
}

function databaseUrl(value: string | undefined): string | undefined {
  if (value !== undefined && !/^postgres(ql)?:\/\//.test(value)) {
    throw new FlagError('DATABASE_URL must begin with postgres:// or postgresql://.')
  }
  return value
}

function onOrOff(name: string, value: string | undefined): boolean {
  if (name === '' || value === undefined || value === '') return false
  if (/^(1|true|yes|on)$/i.test(value)) return true
  if (/^(0|false|no|off)$/i.test(value)) return false
  throw new FlagError(`${name} must be "true" or "false", not "${value}".`)
}

function refuseExposure(read: Flags): void {
  if (read.upstream !== undefined && read.testDoor) {
    throw new FlagError('--test-door makes Organizations here, and --upstream has them elsewhere.')
  }
  if (isLoopback(read.host)) return
  if (read.testDoor) {
    throw new FlagError('--test-door works only with a loopback --host such as 127.0.0.1.')
  }
  if (read.seed === 'demo' && read.upstream === undefined && !read.force) {
    throw new FlagError(
      `--host ${read.host} would show the demo Organization to others. ` +
        'Add --seed none to serve your own data, or --force if that is what you want.',
    )
  }
}
