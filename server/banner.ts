import type { DemoOwner } from './seed.ts'

export interface BannerFacts {
  /** Where people open the console. */
  address: string
  /** Which database, without a password. */
  database: string
  /** Origin of the platform's API, in cloud mode. */
  upstream?: string | undefined
  owner: DemoOwner | undefined
  /** Signs the Owner in once. */
  signInToken: string | undefined
  /** Whether others than this machine can reach the server, without TLS. */
  exposed: boolean
  /** Sets the empty server up, once. */
  setupToken: string | undefined
}

/** What the terminal says when the server is up. */
export function banner(facts: BannerFacts): string {
  const { owner } = facts
  const rows: [string, string][] = [
    ['IAM Console', facts.address],
    ['Database', facts.database],
  ]
  if (facts.upstream !== undefined)
    rows.push(['Upstream', `${facts.upstream} (sign in with an API key of it)`])
  if (owner !== undefined) {
    rows.push(['Owner', owner.email])
    rows.push([
      'Password',
      owner.password ?? 'as set at the first start (--owner-password sets it)',
    ])
  }
  if (facts.signInToken !== undefined) {
    rows.push(['Sign in once', new URL(`/sign-in#token=${facts.signInToken}`, facts.address).href])
  }
  if (facts.setupToken !== undefined) {
    rows.push(['Set up', new URL(`/setup#token=${facts.setupToken}`, facts.address).href])
  }
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)
  if (facts.setupToken !== undefined) {
    lines.push(
      '',
      '  The database is empty. Whoever opens the link makes the first Organization and becomes its',
      '  Owner. It works once, for 24 hours; every start makes another in its place.',
    )
  }
  if (facts.exposed) {
    lines.push(
      '',
      '  Others can reach this address and nothing is encrypted: put a TLS proxy in front.',
    )
  }
  return `\n${lines.join('\n')}\n\n`
}
