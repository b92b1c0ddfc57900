import { allows, wireResource, type Principal, type Right } from '../policy/evaluate.ts'
import type { Store } from '../store/store.ts'
import type { Identity } from './authentication.ts'
import type { Digest } from './digests.ts'
import { permissionsDenied } from './errors.ts'
import type { Faults } from './faults.ts'
import { judgePrincipal } from './judged-principal.ts'
import type { BackendOptions, SessionCarrier } from './options.ts'
import type { Peppers } from './peppers.ts'
import { resourceInPath } from './request-resource.ts'
import type { Sealing } from './sealing.ts'

/** What every handler is given; one object per request. */
export interface RequestContext {
  readonly options: BackendOptions
  /** Names the request in the log of the operator and in its answer. */
  readonly requestId: string
  readonly store: Store
  /** Start of the request: RFC 3339, UTC, six decimals, later than that of any request before. */
  readonly now: string
  readonly ip: string
  /** The address that the request came to, such as `https://console.example`. */
  readonly origin: string
  readonly userAgent: string
  readonly headers: Headers
  readonly session: SessionCarrier
  /** The digest under which a secret or token is stored; look-ups ask for all its `digests`. */
  readonly digest: Digest
  readonly digests: Peppers['digests']
  readonly sealing: Sealing
  readonly faults: Faults
}

/** Where a right is needed, if not in all of the Organization. */
export interface RightScope {
  /** In this Project only. */
  readonly inProject?: string | undefined
  /** On the one resource with this id; by default the one in the request's path, if any. */
  readonly on?: string | undefined
}

/** What a handler of an operation that needs a caller gets besides. */
export interface CallerContext extends RequestContext {
  readonly caller: Identity
  /** The caller with the grants whose conditions hold on requests that are about no one resource. */
  principal(): Promise<Principal>
  /** Whether the caller has the right. */
  may(right: Right, scope?: RightScope): Promise<boolean>
  /** Whether this user is the caller. */
  isSelf(userId: string): boolean
  /** Passes when the caller has at least one of the rights. @throws ApiError 403 naming all of them. */
  require(rights: Right | readonly Right[], scope?: RightScope): Promise<void>
  /**
   * The Organization a request is about: the caller's own, which is the default.
   *
   * @throws ApiError 403 when another one is asked for.
   */
  organizationId(asked: string | undefined, right: Right): string
}

/**
 * Completes a request's context once its caller is known.
 *
 * @param params What the path holds, by name.
 */
export function withCaller(
  context: RequestContext,
  caller: Identity,
  params: Readonly<Record<string, string>> = {},
): CallerContext {
  const judged = judgePrincipal(context.store, caller, context)
  const may = async (right: Right, scope: RightScope = {}): Promise<boolean> => {
    const resource = scope.on ?? resourceInPath(right.resource, params)
    const principal = await (resource === undefined
      ? judged.anywhere()
      : judged.on(right.resource, resource))
    return allows(principal, right, { projectId: scope.inProject })
  }
  return {
    ...context,
    caller,
    principal: judged.anywhere,
    may,
    isSelf: (userId) => caller.type === 'user' && caller.id === userId,
    async require(rights, scope) {
      const alternatives = 'action' in rights ? [rights] : rights
      for (const right of alternatives) if (await may(right, scope)) return
      throw denied(alternatives)
    },
    organizationId(asked, right) {
      if (asked === undefined || asked === caller.organizationId) return caller.organizationId
      throw denied([right])
    },
  }
}

/** 403 with the rights under the names the API gives them. */
export function denied(rights: readonly Right[]): ReturnType<typeof permissionsDenied> {
  const details = rights.map(({ action, resource }) => ({
    action,
    resource: wireResource(resource),
  }))
  const named = new Map(details.map((detail) => [`${detail.action} ${detail.resource}`, detail]))
  return permissionsDenied([...named.values()])
}
