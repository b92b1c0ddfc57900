/**
 * `npm run dev:local`: Vite with hot reload in front of the server, which starts again when its own
 * code changes. `--port` is the port to open in the browser; every other flag is the server's.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

import { createServer } from 'vite'

import { freePort } from './free-port.ts'

const root = join(import.meta.dirname, '..')

/** Takes `--port` out of the arguments. */
function splitPort(args: readonly string[]): { port: number | undefined; rest: string[] } {
  const rest = [...args]
  const at = rest.findIndex((argument) => /^--port(=|$)/.test(argument))
  if (at === -1) return { port: undefined, rest }
  const inline = rest[at]?.split('=')[1]
  const value = inline ?? rest[at + 1]
  rest.splice(at, inline === undefined ? 2 : 1)
  return { port: Number(value), rest }
}

const { port, rest } = splitPort(process.argv.slice(2))
const apiPort = await freePort()
process.env['IAM_DEV_API'] = `http://127.0.0.1:${apiPort}`

const vite = await createServer({
  root,
  mode: 'development',
  server: { host: '127.0.0.1', ...(port === undefined ? {} : { port }) },
})
await vite.listen()
const address = vite.resolvedUrls?.local[0] ?? ''

const api = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    join(root, 'server/main.ts'),
    '--port',
    String(apiPort),
    '--public-url',
    new URL(address).origin,
    ...rest,
  ],
  { stdio: 'inherit' },
)

async function stop(): Promise<void> {
  api.kill('SIGTERM')
  await vite.close()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
api.once('exit', (code) => {
  void vite.close().then(() => process.exit(code ?? 0))
})
