import { z } from '@hono/zod-openapi'

// zod compiles validators with `new Function`, and probes for it, which a strict content security
// policy reports as a violation where the backend runs in a page.
z.config({ jitless: true })

export { z }
