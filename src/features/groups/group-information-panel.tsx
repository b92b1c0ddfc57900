import type { Group } from '@scaleway/sdk-iam/v1alpha1'

import { toApiError } from '../../api/errors.ts'
import { EditableTags } from '../../parts/editable-tags.tsx'
import {
  DESCRIPTION_MAX_LENGTH,
  NAME_MAX_LENGTH,
  descriptionProblem,
  nameProblem,
} from '../../parts/name-rules.ts'
import { TagList } from '../../parts/tag-list.tsx'
import { useRight } from '../../parts/use-right.ts'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { InlineEdit } from '../../ui/inline-edit.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { nameTaken } from './group-name.ts'
import { type GroupInformation, useUpdateGroup } from './group-writes.ts'

/** What a group is: name, description and tags, edited in place; dates and id. */
export function GroupInformationPanel({ group }: { group: Group }) {
  const { allowed, reason } = useRight('write', 'group')
  const save = useSave(group.id)
  const { name, description, tags, createdAt, updatedAt, id } = group
  const editable = group.editable && allowed
  return (
    <Card title="Group information">
      <div className="flex flex-col gap-4">
        <DetailList
          items={[
            {
              label: 'Name',
              value: editable ? (
                <InlineEdit
                  label="name"
                  value={name}
                  validate={nameProblem}
                  maxLength={NAME_MAX_LENGTH}
                  onSave={(next) => save({ name: next }, 'Name saved')}
                />
              ) : (
                <span className="wrap-anywhere">{name}</span>
              ),
            },
            {
              label: 'Description',
              value: editable ? (
                <InlineEdit
                  label="description"
                  value={description}
                  display={description || '—'}
                  multiline
                  validate={descriptionProblem}
                  maxLength={DESCRIPTION_MAX_LENGTH}
                  onSave={(next) => save({ description: next }, 'Description saved')}
                />
              ) : (
                description || '—'
              ),
            },
            {
              label: 'Tags',
              value: editable ? (
                <EditableTags tags={tags} onSave={(next) => save({ tags: next }, 'Tags saved')} />
              ) : (
                <TagList tags={tags} />
              ),
            },
            {
              label: 'Created on',
              value: createdAt ? <Time value={createdAt} format="datetime" /> : '—',
            },
            {
              label: 'Updated on',
              value: updatedAt ? <Time value={updatedAt} format="datetime" /> : '—',
            },
            {
              label: 'Group ID',
              value: (
                <span className="flex items-center gap-2">
                  <span className="type-code wrap-anywhere">{id}</span>
                  <CopyButton text={id} label="Copy group ID" />
                </span>
              ),
            },
          ]}
        />
        {!group.editable && <Notice>The platform manages this group.</Notice>}
        {group.editable && reason && <Notice>{reason}</Notice>}
      </div>
    </Card>
  )
}

/** Sends one change; a failure is thrown as a sentence for people, which the field shows. */
function useSave(groupId: string) {
  const update = useUpdateGroup()
  return async (changes: Partial<GroupInformation>, done: string) => {
    try {
      await update.mutateAsync({ groupId, ...changes })
    } catch (error) {
      const taken = nameTaken(error)
      throw taken === undefined ? toApiError(error) : new Error(taken)
    }
    toast({ sentiment: 'success', text: done })
  }
}
