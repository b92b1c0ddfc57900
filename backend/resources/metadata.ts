import { publicOperation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'

/**
 * What the official Go client asks once, to build the resource names it prints. It asks again after
 * every call until it has an answer, so there is one.
 */
const getMetadata = publicOperation(
  {
    method: 'get',
    path: '/metadata',
    id: 'getMetadata',
    summary: 'Names that resource names are built from',
    tag: 'Metadata',
    response: z.object({ platform: z.string(), partition: z.string(), domain: z.string() }),
  },
  async () => ({ platform: 'external', partition: 'scw', domain: 'scw.eu' }),
)

export const metadataOperations: readonly Operation[] = [getMetadata]
