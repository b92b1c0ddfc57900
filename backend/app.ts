import { counterOperations } from './console/counters.ts'
import { permissionOperations } from './console/permissions.ts'
import { searchOperations } from './console/search.ts'
import { sessionOperations } from './console/session.ts'
import type { BackendOptions, Caller } from './http/options.ts'
import { createRouter } from './http/router.ts'
import { apiKeyOperations } from './resources/api-keys.ts'
import { applicationOperations } from './resources/applications.ts'
import { groupOperations } from './resources/groups.ts'
import { jwtOperations } from './resources/jwts.ts'
import { metadataOperations } from './resources/metadata.ts'
import { permissionSetOperations } from './resources/permission-sets.ts'
import { policyOperations } from './resources/policies.ts'
import { projectOperations } from './resources/projects.ts'
import { ruleOperations } from './resources/rules.ts'
import { userOperations } from './resources/users.ts'

export type { BackendOptions, Caller, PasswordHasher, SessionCarrier } from './http/options.ts'

/** The IAM API, from a web-standard request to a web-standard response. */
export interface Backend {
  /**
   * Answers a request; never rejects. A network failure (`Response.error()`) asks the carrier to drop
   * the connection.
   */
  fetch(request: Request, caller: Caller): Promise<Response>
}

/** Joins every resource to one backend on the given store. Keeps no state but the store's. */
export function createBackend(options: BackendOptions): Backend {
  return {
    fetch: createRouter(options, [
      ...metadataOperations,
      ...sessionOperations,
      ...counterOperations,
      ...permissionOperations,
      ...searchOperations,
      ...userOperations,
      ...groupOperations,
      ...applicationOperations,
      ...policyOperations,
      ...ruleOperations,
      ...permissionSetOperations,
      ...apiKeyOperations,
      ...jwtOperations,
      ...projectOperations,
    ]),
  }
}
