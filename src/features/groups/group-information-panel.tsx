import type { Group } from '@scaleway/sdk-iam/v1alpha1'

import { ApiError } from '../../api/errors.ts'
import { InformationCard } from '../../parts/information-card.tsx'
import { useRight } from '../../parts/use-right.ts'
import { nameTaken } from './group-name.ts'
import { useUpdateGroup } from './group-writes.ts'

/** What a group is: name, description and tags, edited in place; dates and id. */
export function GroupInformationPanel({ group }: { group: Group }) {
  const { reason } = useRight('write', 'group')
  const update = useUpdateGroup()
  return (
    <InformationCard
      title="Group information"
      what="group"
      item={group}
      refusal={group.editable ? reason : 'The platform manages this group.'}
      onSave={async (changes) => {
        try {
          await update.mutateAsync({ groupId: group.id, ...changes })
        } catch (error) {
          const taken = nameTaken(error)
          throw taken === undefined ? error : new ApiError('conflict', taken)
        }
      }}
    />
  )
}
