import { setsGranting, type Right } from '../../backend/policy/evaluate.ts'

const NOUNS: Record<string, string> = {
  user: 'users',
  self_user: 'one’s own user',
  api_key: 'API keys',
  user_api_key: 'API keys of users',
  application_api_key: 'API keys of applications',
  self_api_key: 'one’s own API keys',
  application: 'applications',
  group: 'groups',
  policy: 'policies',
  permission_set: 'permission sets',
  project: 'Projects',
  jwt: 'console sessions',
  self_jwt: 'one’s own console sessions',
  log: 'logs',
  ssh_key: 'SSH keys',
  organization: 'Organization settings',
  quota: 'quotas',
}

/** A right in words: "read groups", "change policies". */
export function describeRight(right: { action: string; resource: string }): string {
  const verb = right.action === 'read' ? 'read' : 'change'
  return `${verb} ${NOUNS[right.resource] ?? right.resource.replaceAll('_', ' ')}`
}

/**
 * The rights of a refusal that somebody can give. Everyone has those to what is their own (`self_…`);
 * a refusal names them as the other way in.
 */
export function grantableRights<R extends { resource: string }>(missing: readonly R[]): R[] {
  return missing.filter(({ resource }) => !resource.startsWith('self_'))
}

/**
 * The permission sets that would help someone whom the API refused, narrowest first.
 *
 * @param missing The rights that the refusal names; any one of them would have been enough.
 */
export function helpfulSets(missing: readonly { action: string; resource: string }[]): string[] {
  return [...new Set(missing.flatMap((right) => (isRight(right) ? setsGranting(right) : [])))]
}

/** Why a control is disabled, and which permission sets would change that. */
export function refusal(right: { action: string; resource: string }): string {
  const sets = helpfulSets([right])
  const needed = `You are not allowed to ${describeRight(right)}.`
  return sets.length === 0 ? needed : `${needed} ${inWords(sets)} would allow it.`
}

function inWords(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function isRight(right: { action: string; resource: string }): right is Right {
  return (right.action === 'read' || right.action === 'write') && right.resource in NOUNS
}
