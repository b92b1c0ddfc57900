import { ResourcePicker } from '../../parts/resource-picker.tsx'

const APPLICATIONS = ['application'] as const

/** Picks one application of the Organization, found by name, description or id. */
export function ApplicationField(props: {
  value: string
  onChange: (applicationId: string) => void
  error?: string | undefined
}) {
  return (
    <ResourcePicker
      label="Application"
      types={APPLICATIONS}
      value={props.value ? { type: 'application', id: props.value } : undefined}
      onChange={(picked) => props.onChange(picked?.id ?? '')}
      error={props.error}
    />
  )
}
