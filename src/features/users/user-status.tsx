import type { User } from '@scaleway/sdk-iam/v1alpha1'

import { Status } from '../../ui/status.tsx'

/** Whether a user can sign in: Active, Pending while invited, or Locked. */
export function UserStatus({ user }: { user: User }) {
  if (user.locked) return <Status sentiment="danger">Locked</Status>
  if (user.status === 'invitation_pending') return <Status sentiment="warning">Pending</Status>
  return <Status sentiment="success">Active</Status>
}
