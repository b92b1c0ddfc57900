import { allows, wireResource, type Principal, type Right } from '../policy/evaluate.ts'
import type { Store } from '../store/store.ts'
import type { Identity } from './authentication.ts'
import type { Digest } from './digests.ts'
import { permissionsDenied } from './errors.ts'
import type { Faults } from './faults.ts'
import { loadPrincipal } from './grants.ts'
import type { BackendOptions, SessionCarrier } from './options.ts'

/** What every handler is given; one object per request. */
export interface RequestContext {
  readonly options: BackendOptions
  readonly store: Store
  /** Start of the request: RFC 3339, UTC, six decimals, later than that of any request before. */
  readonly now: string
  readonly ip: string
  readonly userAgent: string
  readonly headers: Headers
  readonly session: SessionCarrier
  readonly digest: Digest
  readonly faults: Faults
}

/** `inProject`: the right is needed in this Project only. */
export interface RightScope {
  readonly inProject?: string | undefined
}

/** What a handler of an operation that needs a caller gets besides. */
export interface CallerContext extends RequestContext {
  readonly caller: Identity
  /** The caller with its grants; read once per request, when first asked for. */
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

/** Completes a request's context once its caller is known. */
export function withCaller(context: RequestContext, caller: Identity): CallerContext {
  let loading: Promise<Principal> | undefined
  const principal = (): Promise<Principal> => {
    loading ??= loadPrincipal(context.store, caller)
    return loading
  }
  const may = async (right: Right, scope: RightScope = {}): Promise<boolean> =>
    allows(await principal(), right, { projectId: scope.inProject })
  return {
    ...context,
    caller,
    principal,
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
