import type { BearerPermissions, Grant } from '../api/console-api.ts'

/** Names of Projects by id, as far as the reader may know them. */
export type ProjectNames = ReadonlyMap<string, string>

const MOST_NAMED = 3
const NO_NAMES: ProjectNames = new Map()

/**
 * One sentence on what an API key can do, which is what its bearer can do.
 *
 * @param projectNames Lets scopes be told by name; a Project without a name here is only counted.
 */
export function describePermissions(
  permissions: BearerPermissions,
  projectNames: ProjectNames = NO_NAMES,
): string {
  if (permissions.owner) {
    return 'This API key can do everything in this Organization, because its bearer is the Owner.'
  }
  if (permissions.grants.length === 0) {
    return 'This API key cannot do anything yet: its bearer has no permission set.'
  }
  const parts = [
    ...new Set(
      permissions.grants.map(
        (grant) =>
          `${grant.permissionSetName} ${describeScope(grant, projectNames)}${grant.condition === '' ? '' : ' under a condition'}`,
      ),
    ),
  ].sort()
  const named = parts.slice(0, MOST_NAMED)
  const others = parts.length - named.length
  const list = others > 0 ? `${named.join('; ')}; and ${others} more` : named.join('; ')
  return `This API key can use ${parts.length === 1 ? '1 permission set' : `${parts.length} permission sets`}: ${list}.`
}

/** Where a permission set counts, as the end of a sentence: "on the Organization". */
export function describeScope(
  grant: Pick<Grant, 'projectIds' | 'scopeType'>,
  projectNames: ProjectNames = NO_NAMES,
): string {
  const { projectIds } = grant
  if (!projectIds) {
    return grant.scopeType === 'projects'
      ? 'on all current and future Projects'
      : 'on the Organization'
  }
  const names = projectIds.map((id) => projectNames.get(id))
  const [only] = names
  if (names.length === 1) return only === undefined ? 'on 1 Project' : `on the Project ${only}`
  const known = names.filter((name) => name !== undefined)
  return known.length === names.length && names.length <= MOST_NAMED
    ? `on the Projects ${known.slice(0, -1).join(', ')} and ${known.at(-1)}`
    : `on ${names.length} Projects`
}
