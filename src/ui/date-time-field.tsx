import type { ReactNode } from 'react'

import { Field } from './field.tsx'
import { neutralNames } from './neutral-names.ts'

/**
 * A date and a time of day on the person's own clock, by the browser's picker.
 *
 * @param value "YYYY-MM-DDTHH:mm", or '' for none; so are `min` and `max`
 */
export function DateTimeField({
  label,
  value,
  onChange,
  min,
  max,
  hint,
  error,
  required,
  disabled,
}: {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  disabled?: boolean | undefined
}) {
  return (
    <Field {...{ label, hint, error, required }}>
      {(ids) => (
        <input
          type="datetime-local"
          value={value}
          min={min}
          max={max}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          {...neutralNames({})}
          {...ids}
          {...(error ? { 'data-invalid': '' } : {})}
          {...(disabled ? { 'data-disabled': '' } : {})}
          className="control type-body-small h-10 w-full min-w-0 px-4"
        />
      )}
    </Field>
  )
}
