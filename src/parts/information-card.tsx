import { toApiError } from '../api/errors.ts'
import { Card, DetailList } from '../ui/card.tsx'
import { CopyableText } from '../ui/copy-button.tsx'
import { InlineEdit } from '../ui/inline-edit.tsx'
import { Notice } from '../ui/notice.tsx'
import { Time } from '../ui/time.tsx'
import { toast } from '../ui/toast.tsx'
import { EditableTags } from './editable-tags.tsx'
import type { Information } from './information.ts'
import {
  DESCRIPTION_MAX_LENGTH,
  NAME_MAX_LENGTH,
  descriptionProblem,
  nameProblem,
} from './name-rules.ts'
import { TagList } from './tag-list.tsx'

/**
 * What an application, a group or a policy is: its name, description and tags, edited in place; its
 * dates and id.
 *
 * @param what says what it is: "application", "group" or "policy"
 * @param withName whether the name is among it; else the page's header has it
 * @param refusal why nothing may be changed, in a sentence that is shown; undefined when it may
 * @param onSave stores one change; a failure that is thrown is shown in the field
 */
export function InformationCard({
  title,
  what,
  item,
  withName = true,
  refusal,
  onSave,
}: {
  title: string
  what: string
  item: Information & { id: string; createdAt?: Date | undefined; updatedAt?: Date | undefined }
  withName?: boolean | undefined
  refusal: string | undefined
  onSave: (changes: Partial<Information>) => Promise<unknown>
}) {
  const { id, name, description, tags } = item
  const editable = refusal === undefined
  const save = async (changes: Partial<Information>, done: string) => {
    try {
      await onSave(changes)
    } catch (error) {
      throw toApiError(error)
    }
    toast({ sentiment: 'success', text: done })
  }
  const nameItem = {
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
  }
  return (
    <Card title={title}>
      <div className="flex flex-col gap-4">
        <DetailList
          items={[
            ...(withName ? [nameItem] : []),
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
            { label: 'Created on', value: momentOf(item.createdAt) },
            { label: 'Updated on', value: momentOf(item.updatedAt) },
            {
              label: `${what.charAt(0).toUpperCase()}${what.slice(1)} ID`,
              value: <CopyableText text={id} label={`Copy ${what} ID`} />,
            },
          ]}
        />
        {refusal !== undefined && <Notice>{refusal}</Notice>}
      </div>
    </Card>
  )
}

function momentOf(date: Date | undefined) {
  return date ? <Time value={date} format="datetime" /> : '—'
}
