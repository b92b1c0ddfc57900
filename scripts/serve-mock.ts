/**
 * `npm run serve:mock`: serves the mock build as `npm start` serves the console, with the same
 * headers. Any other static host can serve the folder too.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'

import { closeHttpServer, createHttpServer } from '../server/http.ts'
import { openLog } from '../server/log.ts'
import { createSite } from '../server/site.ts'
import { createStaticFiles } from '../server/static.ts'
import { ensureBuilt } from './ensure-built.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['PORT'] || '4620' },
    host: { type: 'string', default: process.env['HOST'] || '127.0.0.1' },
    log: { type: 'string' },
  },
})

const server = createHttpServer({
  site: createSite({ files: createStaticFiles(await ensureBuilt('mock')) }),
  log: openLog(values.log),
  trustProxy: false,
})
server.listen(Number(values.port), values.host)
await once(server, 'listening')
process.stdout.write(`\n  IAM Console, mock mode  http://${values.host}:${values.port}\n\n`)

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
await closeHttpServer(server)
