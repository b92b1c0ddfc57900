import type { Application } from '@scaleway/sdk-iam/v1alpha1'

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
import { type NewApplication, useUpdateApplication } from './application-writes.ts'

/** What an application is: name, description and tags, edited in place; dates and id. */
export function ApplicationDetails({ application }: { application: Application }) {
  const { reason } = useRight('write', 'application')
  const save = useSave(application.id)
  const { name, description, tags, createdAt, updatedAt, id } = application
  const { editable } = application
  return (
    <Card title="Application details">
      <div className="flex flex-col gap-4">
        <DetailList
          items={[
            {
              label: 'Name',
              value: editable ? (
                <InlineEdit
                  label="name"
                  disabledReason={reason}
                  value={name}
                  validate={nameProblem}
                  maxLength={NAME_MAX_LENGTH}
                  onSave={(next) => save({ name: next }, 'Name saved')}
                />
              ) : (
                name
              ),
            },
            {
              label: 'Description',
              value: editable ? (
                <InlineEdit
                  label="description"
                  disabledReason={reason}
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
              value:
                editable && reason === undefined ? (
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
              label: 'Application ID',
              value: (
                <span className="flex items-center gap-2">
                  <span className="type-code wrap-anywhere">{id}</span>
                  <CopyButton text={id} label="Copy application ID" />
                </span>
              ),
            },
          ]}
        />
        {!editable && <Notice>The platform manages this application.</Notice>}
      </div>
    </Card>
  )
}

/** Sends one change; a failure is thrown as a sentence for people, which the field shows. */
function useSave(applicationId: string) {
  const update = useUpdateApplication(applicationId)
  return async (changes: Partial<NewApplication>, done: string) => {
    try {
      await update.mutateAsync(changes)
    } catch (error) {
      throw toApiError(error)
    }
    toast({ sentiment: 'success', text: done })
  }
}
