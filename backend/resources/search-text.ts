import type {
  ApiKeyRow,
  ApplicationRow,
  GroupRow,
  PolicyRow,
  ProjectRow,
  SshKeyRow,
  UserRow,
} from '../store/schema.ts'
import { foldText } from '../store/store.ts'

/**
 * What searches look in, per table. Parts stand on lines of their own, so that a word never matches
 * across two of them. Ids are left out: hexadecimal digits would match ordinary words.
 */
function searchText(...parts: readonly string[]): string {
  return foldText(parts.filter((part) => part !== '').join('\n'))
}

/** `search_text` of a user: full name, username and e-mail address. */
export function userSearchText(
  user: Pick<UserRow, 'first_name' | 'last_name' | 'username' | 'email'>,
): string {
  return searchText(`${user.first_name} ${user.last_name}`.trim(), user.username, user.email)
}

/** `search_text` of an application, a group, a policy or a Project: name and description. */
export function namedSearchText(
  row: Pick<ApplicationRow | GroupRow | PolicyRow | ProjectRow, 'name' | 'description'>,
): string {
  return searchText(row.name, row.description)
}

/** `search_text` of an API key: access key and description. Its bearer's name is looked up. */
export function apiKeySearchText(key: Pick<ApiKeyRow, 'access_key' | 'description'>): string {
  return searchText(key.access_key, key.description)
}

/** `search_text` of an SSH key: its name. */
export function sshKeySearchText({ name }: Pick<SshKeyRow, 'name'>): string {
  return searchText(name)
}
