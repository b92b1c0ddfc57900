import { type ReactNode, useId } from 'react'

import { FieldNotes } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Duration } from './durations.ts'

const units = [
  { value: 'hours', label: 'Hours' },
  { value: 'days', label: 'Days' },
] as const

/** A length of time: a number of hours or days. */
export function DurationField({
  label,
  value,
  onChange,
  hint,
  error,
}: {
  label: string
  value: Duration
  onChange: (value: Duration) => void
  hint?: ReactNode
  error?: string | undefined
}) {
  const id = useId()
  return (
    <div role="group" aria-label={label} aria-describedby={`${id}-hint`}>
      <div className="flex items-start gap-4">
        <TextField
          label={label}
          required
          inputMode="numeric"
          className="min-w-0 flex-1"
          value={value.amount}
          onChange={(event) => onChange({ ...value, amount: event.target.value })}
          error={error}
        />
        <Select
          label="Unit"
          className="w-32"
          value={value.unit}
          onChange={(unit) => onChange({ ...value, unit })}
          options={units}
        />
      </div>
      <FieldNotes hint={hint} hintId={`${id}-hint`} error={undefined} errorId={`${id}-error`} />
    </div>
  )
}
