import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * What becomes of connections: `pass` them on, `refuse` them and break those there are, keep them and
 * `hang`, or break them when the client commits, `before` the server has heard of it or `after`.
 */
export type ProxyMode = 'pass' | 'refuse' | 'hang' | 'break before commit' | 'break after commit'

/** A PostgreSQL server by another address, at which it can go away. */
export interface DatabaseProxy {
  databaseUrl: string
  become(mode: ProxyMode): void
  close(): Promise<void>
}

/** Opens a proxy before a PostgreSQL server, for tests of what happens when that goes away. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const folder = target.searchParams.get('host')
  const port = target.port || '5432'
  const dial = (): Socket =>
    folder === null ? connect(Number(port), target.hostname) : connect(`${folder}/.s.PGSQL.${port}`)

  let mode: ProxyMode = 'pass'
  const pairs = new Set<readonly [Socket, Socket]>()
  const breakAll = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }

  const proxy = createServer((client) => {
    if (mode === 'refuse') {
      client.destroy()
      return
    }
    const server = dial()
    const pair = [client, server] as const
    pairs.add(pair)
    for (const socket of pair) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        pairs.delete(pair)
        for (const each of pair) each.destroy()
      })
    }
    client.on('data', (bytes: Buffer) => {
      if (mode === 'hang') return
      const commits = bytes.includes('commit')
      if (commits && mode === 'break before commit') breakAll()
      else server.write(bytes)
      if (commits && mode === 'break after commit') server.once('data', breakAll)
    })
    server.on('data', (bytes: Buffer) => {
      if (mode !== 'hang' && mode !== 'break after commit') client.write(bytes)
      else if (mode === 'break after commit' && !bytes.includes('COMMIT')) client.write(bytes)
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')

  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return {
    databaseUrl: url.href,
    become(next) {
      mode = next
      if (mode === 'refuse') breakAll()
    },
    async close() {
      breakAll()
      const closed = once(proxy, 'close')
      proxy.close()
      await closed
    },
  }
}
