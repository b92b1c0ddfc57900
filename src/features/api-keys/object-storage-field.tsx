import { useQuery } from '@tanstack/react-query'

import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { projectsQuery, useCurrentProject } from '../projects/queries.ts'

export interface ObjectStorageValue {
  use: 'yes' | 'no'
  /** Empty for the Project that the console is on. */
  projectId: string
}

/**
 * "Will this API key be used for Object Storage?" and, if so, its preferred Project, with what a
 * preferred Project does and what it does not.
 */
export function ObjectStorageField(props: {
  value: ObjectStorageValue
  onChange: (value: ObjectStorageValue) => void
}) {
  const { value, onChange } = props
  const { isError: unlisted } = useQuery(projectsQuery())
  const current = useCurrentProject()
  const use = unlisted ? 'no' : value.use
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend="Will this API key be used for Object Storage?"
        name="object-storage"
        value={use}
        onChange={(chosen) => onChange({ ...value, use: chosen })}
        options={[
          {
            value: 'yes',
            label: 'Yes, set up preferred Project',
            disabled: unlisted,
            description: unlisted && 'The Projects cannot be listed with your permissions.',
          },
          {
            value: 'no',
            label: 'No, skip for now',
            description: current
              ? `The current Project (${current.name}) is noted as the preferred one; you can change it later.`
              : 'The Organization’s default Project is noted as the preferred one; you can change it later.',
          },
        ]}
      />
      {use === 'yes' && (
        <PreferredProjectField
          value={value.projectId || (current?.id ?? '')}
          onChange={(projectId) => onChange({ use, projectId })}
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
  const { value, onChange, error } = props
  const { data, isPending } = useQuery(projectsQuery())
  const options = (data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  // A Project that one may not see is told by its id.
  const known = options.some((option) => option.value === value)
  if (value && !isPending && !known) options.push({ value, label: value })
  return (
    <Select
      label="Preferred Project"
      value={value}
      onChange={onChange}
      options={options}
      placeholder={isPending ? 'Loading Projects…' : 'Select a Project'}
      error={error}
      hint="Buckets created or listed with this key through the API are this Project’s. It gives no rights by itself, and concerns Object Storage alone."
    />
  )
}
