import type { FilterControlProps } from '../../parts/list-filters.tsx'
import { ResourcePicker } from '../../parts/resource-picker.tsx'

const USERS = ['user'] as const
const APPLICATIONS = ['application'] as const

/** Filters groups by a user that is in them. */
export function UserFilter({ label, value, onChange }: FilterControlProps) {
  return (
    <ResourcePicker
      label={label}
      types={USERS}
      value={value ? { type: 'user', id: value } : undefined}
      onChange={(picked) => onChange(picked?.id)}
      clearable
    />
  )
}

/** Filters groups by an application that is in them. */
export function ApplicationFilter({ label, value, onChange }: FilterControlProps) {
  return (
    <ResourcePicker
      label={label}
      types={APPLICATIONS}
      value={value ? { type: 'application', id: value } : undefined}
      onChange={(picked) => onChange(picked?.id)}
      clearable
    />
  )
}
