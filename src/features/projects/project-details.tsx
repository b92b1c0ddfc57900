import { toApiError } from '../../api/errors.ts'
import { useRight } from '../../parts/use-right.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card, DetailList } from '../../ui/card.tsx'
import { CopyableText } from '../../ui/copy-button.tsx'
import { InlineEdit } from '../../ui/inline-edit.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { isDefaultProject } from './project-deletion.ts'
import {
  DESCRIPTION_MAX_LENGTH,
  descriptionProblem,
  NAME_MAX_LENGTH,
  nameProblem,
} from './project-rules.ts'
import { useUpdateProject } from './project-writes.ts'
import { type Project } from './queries.ts'

/** What a Project is: name and description, edited in place; dates and id. */
export function ProjectDetails({ project }: { project: Project }) {
  const { reason } = useRight('write', 'project')
  const update = useUpdateProject(project.id)
  const { id, name, description, createdAt, updatedAt } = project

  /** A failure is thrown as a sentence for people, which the field shows. */
  const save = async (changes: { name?: string; description?: string }, done: string) => {
    try {
      await update.mutateAsync(changes)
    } catch (error) {
      throw toApiError(error)
    }
    toast({ sentiment: 'success', text: done })
  }

  return (
    <Card
      title="Project details"
      actions={isDefaultProject(project) && <Badge size="medium">Default Project</Badge>}
    >
      <DetailList
        items={[
          {
            label: 'Name',
            value: (
              <InlineEdit
                label="name"
                value={name}
                validate={(next) => nameProblem(next.trim())}
                maxLength={NAME_MAX_LENGTH}
                onSave={(next) => save({ name: next.trim() }, 'Name saved')}
                disabledReason={reason}
              />
            ),
          },
          {
            label: 'Description',
            value: (
              <InlineEdit
                label="description"
                value={description}
                display={description || '—'}
                multiline
                validate={(next) => descriptionProblem(next.trim())}
                maxLength={DESCRIPTION_MAX_LENGTH}
                onSave={(next) => save({ description: next.trim() }, 'Description saved')}
                disabledReason={reason}
              />
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
            label: 'Project ID',
            value: <CopyableText text={id} label="Copy Project ID" />,
          },
        ]}
      />
    </Card>
  )
}
