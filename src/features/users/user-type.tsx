import type { User } from '@scaleway/sdk-iam/v1alpha1'

import { Badge } from '../../ui/badge.tsx'

/** Owner as a badge, since there is only one; Member as a word. */
export function UserType({ user }: { user: User }) {
  return user.type === 'owner' ? (
    <Badge sentiment="primary" size="small">
      Owner
    </Badge>
  ) : (
    'Member'
  )
}
