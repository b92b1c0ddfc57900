import { useQuery } from '@tanstack/react-query'

import { Alert } from '../../ui/alert.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { projectsQuery } from '../projects/queries.ts'

export interface ObjectStorageValue {
  use: 'yes' | 'no'
  projectId: string
}

/**
 * "Will this API key be used for Object Storage?" and, if so, its preferred Project, with what a
 * preferred Project does and what it does not.
 *
 * @param currentProject the Project the console is on; it becomes the preferred one when skipped
 */
export function ObjectStorageField(props: {
  value: ObjectStorageValue
  onChange: (value: ObjectStorageValue) => void
  currentProject: string | undefined
  error?: string | undefined
}) {
  const { value, onChange, currentProject, error } = props
  const skipped = currentProject
    ? `The current Project (${currentProject}) is noted as the preferred one; you can change it later.`
    : 'The Organization’s default Project is noted as the preferred one; you can change it later.'
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend="Will this API key be used for Object Storage?"
        name="object-storage"
        value={value.use}
        onChange={(use) => onChange({ ...value, use: use as ObjectStorageValue['use'] })}
        options={[
          { value: 'yes', label: 'Yes, set up preferred Project' },
          { value: 'no', label: 'No, skip for now', description: skipped },
        ]}
      />
      {value.use === 'yes' && (
        <PreferredProjectField
          value={value.projectId}
          onChange={(projectId) => onChange({ ...value, projectId })}
          error={error}
        />
      )}
    </div>
  )
}

/** The preferred Project of a key, chosen among the Projects the person may see. */
export function PreferredProjectField(props: {
  value: string
  onChange: (projectId: string) => void
  error?: string | undefined
}) {
  const { data, error, isPending } = useQuery(projectsQuery())
  if (error) {
    return (
      <Alert sentiment="info">
        The Projects cannot be listed with your rights, so the preferred Project stays the
        Organization’s default one.
      </Alert>
    )
  }
  const options = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const known = options.some((option) => option.value === props.value)
  if (props.value && !isPending && !known) options.push({ value: props.value, label: props.value })
  return (
    <Select
      label="Preferred Project"
      value={props.value}
      onChange={props.onChange}
      options={options}
      placeholder={isPending ? 'Loading Projects…' : 'Select a Project'}
      error={props.error}
      hint="Buckets created or listed with this key through the API are this Project’s. It gives no rights by itself, and concerns Object Storage alone."
    />
  )
}
