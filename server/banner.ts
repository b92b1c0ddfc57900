import type { DemoOwner } from './seed.ts'

export interface BannerFacts {
  /** Where people open the console. */
  address: string
  /** Which database, without a password. */
  database: string
  owner: DemoOwner | undefined
  /** Signs the Owner in once. */
  signInToken: string | undefined
  /** Whether others than this machine can reach the server, without TLS. */
  exposed: boolean
  /** Whether nobody can sign in, because the database is empty. */
  empty: boolean
}

/** What the terminal says when the server is up. */
export function banner(facts: BannerFacts): string {
  const { owner } = facts
  const rows: [string, string][] = [
    ['IAM Console', facts.address],
    ['Database', facts.database],
  ]
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
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)
  if (facts.empty) {
    lines.push(
      '',
      '  The database holds no Organization yet. Start once with --seed demo to get one.',
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
