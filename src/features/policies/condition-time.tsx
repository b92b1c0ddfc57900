import type { TimePart } from '../../parts/condition-parts.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { Select } from '../../ui/select.tsx'
import { fromLocalInput, localZone, toLocalInput } from './time-zone.ts'

const OPERATORS = [
  { value: 'before', label: 'before' },
  { value: 'after', label: 'from … on' },
  { value: 'between', label: 'between' },
] as const

/** A box of the builder for the time of the request. Times are on the browser's clock, and it says so. */
export function TimeFields({
  part,
  onChange,
  problem,
}: {
  part: TimePart
  onChange: (part: TimePart) => void
  problem: string | undefined
}) {
  const { operator, from, to } = part
  const zone = `Time zone: ${localZone()}. Kept in UTC.`
  return (
    <>
      <Select
        label="Comparison"
        value={operator}
        onChange={(next) => {
          // What was entered for one end serves as the other.
          const time = from || to
          if (next === 'before') onChange({ ...part, operator: next, from: '', to: to || time })
          else if (next === 'after') onChange({ ...part, operator: next, from: time, to: '' })
          else onChange({ ...part, operator: next })
        }}
        options={OPERATORS}
        className="w-40"
      />
      {operator !== 'before' && (
        <div className="min-w-0 grow basis-60">
          <DateTimeField
            label={operator === 'between' ? 'Start' : 'Date and time'}
            value={toLocalInput(from)}
            onChange={(value) => onChange({ ...part, from: fromLocalInput(value) })}
            hint={zone}
            error={operator === 'after' || from === '' ? problem : undefined}
          />
        </div>
      )}
      {operator !== 'after' && (
        <div className="min-w-0 grow basis-60">
          <DateTimeField
            label={operator === 'between' ? 'End' : 'Date and time'}
            value={toLocalInput(to)}
            onChange={(value) => onChange({ ...part, to: fromLocalInput(value) })}
            hint={zone}
            error={operator === 'before' || from !== '' ? problem : undefined}
          />
        </div>
      )}
    </>
  )
}
