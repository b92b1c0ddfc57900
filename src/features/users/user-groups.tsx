import type { Group } from '@scaleway/sdk-iam/v1alpha1'

import { TagList } from '../../parts/tag-list.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** A user's groups in a list cell: the first two by name, and how many more there are. */
export function UserGroups({ groups }: { groups: readonly Group[] | 'pending' | 'failed' }) {
  if (groups === 'pending') return <Skeleton lines={1} />
  if (groups === 'failed') return 'Could not be read'
  return <TagList tags={groups.map(({ name }) => name)} most={2} />
}
