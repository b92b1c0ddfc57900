import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of the loopback interface that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}

/** Several of them, each another: all are held until the last is found. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const addresses = servers.map((server) => server.address())
  await Promise.all(
    servers.map((server) => {
      server.close()
      return once(server, 'close')
    }),
  )
  return addresses.map((address) => {
    if (address === null || typeof address === 'string') throw new Error('there is no free port')
    return address.port
  })
}
