/** `npm start`: builds the console when its sources have changed, then is the server. */
import { ensureBuilt } from './ensure-built.ts'

const builtElsewhere = process.argv.some((argument) => /^--(help|console)(=|$)/.test(argument))
if (!builtElsewhere && !process.env['IAM_CONSOLE']) await ensureBuilt('production')
await import('../server/main.ts')
