import type { Grant, GrantScope } from './evaluate.ts'

/** What a rule gives: one permission set, where, and under which condition. */
export type Given = Pick<Grant, 'permission_set_name' | 'scope' | 'condition'>

/** One permission set that one side gives and the other does not. */
export interface GrantChange extends Given {
  /**
   * With `all_projects`: the chosen Projects where the other side gives the set as well, so that the
   * change is about all the others.
   */
  readonly exceptProjectIds: readonly string[]
  /**
   * Conditions under which the other side gives the set here too, so that the change is about all other
   * requests. Only for what is given without a condition.
   */
  readonly otherwiseUnder: readonly string[]
}

export interface GrantDifference {
  readonly gained: readonly GrantChange[]
  readonly lost: readonly GrantChange[]
}

/**
 * What a principal gains and loses when what its policies give changes. Both lists are everything that
 * it is given, by all of its policies: a set kept through another policy is no loss, nor is a condition
 * that another rule makes unnecessary. All Projects cover chosen ones, but chosen ones never cover all:
 * there are those to come. Sets are compared by name; that one set includes another is not known here.
 *
 * @param owner The Owner of the Organization may do everything anyway: nothing changes.
 */
export function differenceOf(
  before: readonly Given[],
  after: readonly Given[],
  { owner = false }: { readonly owner?: boolean } = {},
): GrantDifference {
  if (owner) return { gained: [], lost: [] }
  return { gained: missing(after, before), lost: missing(before, after) }
}

/** What one side gives beyond the other, by the name of the set, wide scopes first. */
function missing(these: readonly Given[], those: readonly Given[]): GrantChange[] {
  const others = Map.groupBy(those, (given) => given.permission_set_name)
  return united(these)
    .flatMap((given) => {
      const same = others.get(given.permission_set_name) ?? []
      const scope = beyond(given, same)
      return scope === undefined ? [] : [changeOf({ ...given, scope }, same)]
    })
    .toSorted(
      (a, b) =>
        compare(a.permission_set_name, b.permission_set_name) ||
        WIDTH[b.scope.type] - WIDTH[a.scope.type] ||
        compare(a.condition, b.condition),
    )
}

const WIDTH = { organization: 2, all_projects: 1, projects: 0 } as const

/** The same without repetitions: chosen Projects of one set and condition together, none under all. */
function united(all: readonly Given[]): Given[] {
  const same = Map.groupBy(all, (given) =>
    JSON.stringify([given.permission_set_name, conditionOf(given)]),
  )
  return [...same.values()].flatMap((group) => {
    const everywhere = group.find(({ scope }) => scope.type === 'all_projects')
    const chosen = group.find(({ scope }) => scope.type === 'projects')
    const projectIds = [...new Set(group.flatMap(({ scope }) => chosenOf(scope)))]
    return [
      group.find(({ scope }) => scope.type === 'organization'),
      everywhere ?? (chosen && { ...chosen, scope: { type: 'projects' as const, projectIds } }),
    ].filter((given) => given !== undefined)
  })
}

/** Where a set is given and the other side does not give it; undefined for nowhere. */
function beyond(given: Given, others: readonly Given[]): GrantScope | undefined {
  const { scope } = given
  const covering = others.filter(
    (other) => conditionOf(other) === '' || conditionOf(other) === conditionOf(given),
  )
  if (scope.type !== 'projects') {
    return covering.some((other) => other.scope.type === scope.type) ? undefined : scope
  }
  if (covering.some((other) => other.scope.type === 'all_projects')) return undefined
  const covered = new Set(covering.flatMap((other) => chosenOf(other.scope)))
  const projectIds = scope.projectIds.filter((id) => !covered.has(id))
  return projectIds.length === 0 ? undefined : { type: 'projects', projectIds }
}

function changeOf(given: Given, others: readonly Given[]): GrantChange {
  const condition = conditionOf(given)
  const equal = others.filter((other) => ['', condition].includes(conditionOf(other)))
  const narrower = others.filter(
    (other) => condition === '' && conditionOf(other) !== '' && reaches(other.scope, given.scope),
  )
  return {
    permission_set_name: given.permission_set_name,
    scope: given.scope,
    condition,
    exceptProjectIds:
      given.scope.type === 'all_projects'
        ? [...new Set(equal.flatMap((other) => chosenOf(other.scope)))]
        : [],
    otherwiseUnder: [...new Set(narrower.map(conditionOf))].toSorted(),
  }
}

/** Whether a scope holds all of another one. */
function reaches(scope: GrantScope, other: GrantScope): boolean {
  if (scope.type === other.type && scope.type !== 'projects') return true
  if (other.type !== 'projects') return false
  if (scope.type === 'all_projects') return true
  const ids = new Set(chosenOf(scope))
  return other.projectIds.every((id) => ids.has(id))
}

function chosenOf(scope: GrantScope): readonly string[] {
  return scope.type === 'projects' ? scope.projectIds : []
}

function conditionOf({ condition }: Given): string {
  return condition.trim()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
