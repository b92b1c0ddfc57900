import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { type Filled, PASSWORD } from './fill.ts'

/** A server process and what its Owner holds. */
export interface ScaleServer {
  origin: string
  process: ChildProcess
  /** Headers that say who calls, by name. */
  as: {
    owner: Record<string, string>
    key: Record<string, string>
    session: Record<string, string>
  }
  /** Memory of the process in MB. */
  memory(): number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/**
 * Starts the server on a filled database, signs its Owner in, and makes two API keys: the Owner's, and
 * one of an application that has its rights by a policy of its own and by a group.
 *
 * @param folder for its log and its pepper
 * @param nodeFlags such as `--cpu-prof`
 */
export async function startScaleServer(
  filled: Pick<Filled, 'url' | 'known'>,
  folder: string,
  nodeFlags: readonly string[] = [],
): Promise<ScaleServer> {
  const { url, known } = filled
  const flags = ['--port', '0', '--data', folder, '--seed', 'none', '--log', join(folder, 'log')]
  const child = spawn(process.execPath, [...nodeFlags, 'server/main.ts', ...flags], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await addressOf(child)
  const session = await signIn(origin, known.owner.username)
  const key = async (bearer: Record<string, string>): Promise<Record<string, string>> => ({
    'X-Auth-Token': await newKey(origin, session, bearer),
  })
  return {
    origin,
    process: child,
    as: {
      session,
      owner: await key({ user_id: known.owner.id }),
      key: await key({ application_id: known.applicationId }),
    },
    memory: () => memoryOf(child.pid),
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output')
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\/\/[\w.[\]:]+:\d+/.exec(line)
    if (address) {
      child.stdout.resume()
      return address[0]
    }
  }
  throw new Error('The server has ended.')
}

async function signIn(origin: string, login: string): Promise<Record<string, string>> {
  const response = await fetch(`${origin}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`Signing in answered ${await response.text()}`)
  return { Cookie: cookie }
}

async function newKey(
  origin: string,
  session: Record<string, string>,
  bearer: Record<string, string>,
): Promise<string> {
  const response = await fetch(`${origin}/iam/v1alpha1/api-keys`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...session },
    body: JSON.stringify({ ...bearer, description: 'bench' }),
  })
  const answer = (await response.json()) as { secret_key?: string }
  if (!answer.secret_key) throw new Error(`A key could not be made: ${JSON.stringify(answer)}`)
  return answer.secret_key
}

function memoryOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
