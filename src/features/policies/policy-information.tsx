import type { Policy } from '@scaleway/sdk-iam/v1alpha1'

import { toApiError } from '../../api/errors.ts'
import { EditableTags } from '../../parts/editable-tags.tsx'
import { DESCRIPTION_MAX_LENGTH, descriptionProblem } from '../../parts/name-rules.ts'
import { TagList } from '../../parts/tag-list.tsx'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { InlineEdit } from '../../ui/inline-edit.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { type PolicyInformation, useUpdatePolicy } from './policy-writes.ts'
import { usePolicyRefusal } from './use-policy-refusal.ts'

/** What a policy is: description and tags, edited in place; dates and id. */
export function PolicyInformationCard({ policy }: { policy: Policy }) {
  const { change } = usePolicyRefusal(policy)
  const save = useSave(policy.id)
  const { description, tags, createdAt, updatedAt, id } = policy
  return (
    <Card title="Policy information">
      <div className="flex flex-col gap-4">
        <DetailList
          items={[
            {
              label: 'Description',
              value:
                change === undefined ? (
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
              value:
                change === undefined ? (
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
              label: 'Policy ID',
              value: (
                <span className="flex items-center gap-2">
                  <span className="type-code wrap-anywhere">{id}</span>
                  <CopyButton text={id} label="Copy policy ID" />
                </span>
              ),
            },
          ]}
        />
        {change !== undefined && <Notice>{change}</Notice>}
      </div>
    </Card>
  )
}

/** Sends one change; a failure is thrown as a sentence for people, which the field shows. */
function useSave(policyId: string) {
  const update = useUpdatePolicy(policyId)
  return async (changes: Partial<PolicyInformation>, done: string) => {
    try {
      await update.mutateAsync(changes)
    } catch (error) {
      throw toApiError(error)
    }
    toast({ sentiment: 'success', text: done })
  }
}
