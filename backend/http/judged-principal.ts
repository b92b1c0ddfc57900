import type { ConditionResource } from '../policy/conditions.ts'
import type { Grant, Principal, Resource } from '../policy/evaluate.ts'
import type { Reader } from '../store/store.ts'
import { loadGrants, type Bearer } from './grants.ts'
import { once } from './once.ts'
import { describeResource } from './request-resource.ts'

/** Different conditions of one principal that are judged; others do not hold. */
const MOST_CONDITIONS = 100
/** Steps that the patterns of all of them may take for one request: well below a second. */
const MOST_STEPS = 1_500_000

/** The language of conditions is large, and most callers have none. */
const loadLanguage = () => import('../policy/conditions.ts')

/** A caller as the conditions of its rules leave it, for one request. */
export interface JudgedPrincipal {
  /** With what it has on requests that are about no resource in particular. */
  anywhere(): Promise<Principal>
  /** With what it has on this one resource. */
  on(kind: Resource, id: string): Promise<Principal>
}

/**
 * Judges the conditions of a caller's rules. Grants are read once, when first asked for; a resource is
 * read only when a condition asks for it. What judging costs is bounded: the first hundred conditions
 * count, by the names of their policies, and each is judged once for all permission sets of its rule.
 *
 * @param request `now` as stored text; `ip` as the carrier of the request tells it.
 */
export function judgePrincipal(
  reader: Reader,
  bearer: Bearer,
  request: { readonly now: string; readonly ip: string; readonly userAgent: string },
): JudgedPrincipal {
  const facts = { ip: request.ip, userAgent: request.userAgent, time: new Date(request.now) }
  // The Owner may do everything, whatever its policies say.
  const read = once(async () => {
    const grants = bearer.owner ? [] : await loadGrants(reader, bearer)
    return { grants, conditions: conditionsOf(grants) }
  })
  const purse = { steps: MOST_STEPS }
  const judge = async (resource?: ConditionResource): Promise<Principal> => {
    const { grants, conditions } = await read()
    const holding = new Set<string>()
    if (conditions.length > 0) {
      const { evaluateCondition } = await loadLanguage()
      for (const text of conditions) {
        if (evaluateCondition(text, { ...facts, resource }, purse)) holding.add(text)
      }
    }
    return {
      kind: bearer.type,
      owner: bearer.owner,
      grants: grants.filter(({ condition }) => condition === '' || holding.has(condition)),
    }
  }
  const anywhere = once(() => judge())
  return {
    anywhere,
    async on(kind, id) {
      const { conditions } = await read()
      if (conditions.length === 0) return anywhere()
      const { asksForResource } = await loadLanguage()
      if (!conditions.some(asksForResource)) return anywhere()
      return judge(await describeResource(reader, bearer.organizationId, kind, id))
    },
  }
}

function conditionsOf(grants: readonly Grant[]): readonly string[] {
  const texts = new Set(grants.map(({ condition }) => condition))
  texts.delete('')
  return [...texts].slice(0, MOST_CONDITIONS)
}
