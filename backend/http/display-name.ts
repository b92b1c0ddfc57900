import type { UserRow } from '../store/schema.ts'

/** The name a user has in explanations and logs. */
export function displayName(
  user: Pick<UserRow, 'first_name' | 'last_name' | 'username' | 'email'>,
): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.username || user.email
}
