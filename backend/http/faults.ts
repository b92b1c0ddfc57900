import { type ApiError, ConnectionDropped, internalError } from './errors.ts'

/**
 * Failures on purpose. A scenario says which Organizations misbehave and how:
 * `slow` answers late, `failing` answers the first request of every list with a 500.
 */
export interface FaultPlan {
  faultsFor(organizationId: string): { readonly scenario: string } | undefined
}

export interface Faults {
  /** Runs before an operation of this Organization. @throws ApiError when it is this one's turn. */
  before(organizationId: string, operation: { path: string; list: boolean }): Promise<void>
  /**
   * Named failures of key creation, chosen by the description: `fault:500`, `fault:network` (nothing
   * is made) and `fault:lost-answer` (the key is made, the answer never comes).
   */
  trip(description: string, moment: 'before' | 'after'): void
}

const SLOW_MILLISECONDS = 1500

/** Faults of one backend; without a plan nothing ever fails. */
export function createFaults(plan: FaultPlan | undefined): Faults {
  const failed = new Set<string>()
  return {
    async before(organizationId, { path, list }) {
      const scenario = plan?.faultsFor(organizationId)?.scenario
      if (scenario === 'slow') {
        await new Promise((resolve) => setTimeout(resolve, SLOW_MILLISECONDS))
      }
      const turn = `${organizationId} ${path}`
      if (scenario === 'failing' && list && !failed.has(turn)) {
        failed.add(turn)
        throw internalError()
      }
    },
    trip(description, moment) {
      if (plan === undefined) return
      const fault = sentinelFault(description, moment)
      if (fault !== undefined) throw fault
    },
  }
}

function sentinelFault(
  description: string,
  moment: 'before' | 'after',
): ApiError | ConnectionDropped | undefined {
  if (moment === 'after') {
    return description === 'fault:lost-answer' ? new ConnectionDropped() : undefined
  }
  if (description === 'fault:500') return internalError()
  return description === 'fault:network' ? new ConnectionDropped() : undefined
}
