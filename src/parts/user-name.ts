import type { User } from '@scaleway/sdk-iam/v1alpha1'

/** What a user is called on screen: the full name, else the username, else the email address. */
export function userName(
  user: Pick<User, 'firstName' | 'lastName' | 'username' | 'email'>,
): string {
  const fullName = `${user.firstName} ${user.lastName}`.trim()
  return fullName || user.username || user.email
}
