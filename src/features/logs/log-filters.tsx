import { useState } from 'react'

import type { FilterControlProps } from '../../parts/list-filters.tsx'
import { PrincipalPicker } from '../../parts/principal-picker.tsx'
import { principalFromText, principalToText } from '../../parts/principal.ts'
import { Button } from '../../ui/button.tsx'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { timeZoneName } from '../../ui/formats.ts'
import { Select } from '../../ui/select.tsx'
import { momentOfWallClock, wallClockOf } from '../../ui/wall-clock.ts'
import { RESOURCES } from './log-words.ts'
import { readPeriod, type Span, writePeriod } from './period.ts'

const PERIODS = [
  { value: 'any', label: 'Any time' },
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: 'custom', label: 'From and to' },
] as const

type Choice = (typeof PERIODS)[number]['value']

/** The filter of the log by time: hours up to now, or from one moment to another. */
export function PeriodFilter({ label, value, onChange }: FilterControlProps) {
  const period = readPeriod(value)
  const inForce: Choice =
    period === undefined ? 'any' : typeof period === 'string' ? period : 'custom'
  // "From and to" is chosen before the moments are.
  const [choosing, setChoosing] = useState(false)
  const choice = choosing ? 'custom' : inForce
  const span = period === undefined || typeof period === 'string' ? {} : period
  return (
    <div className="flex flex-col gap-3">
      <Select<Choice>
        label={label}
        value={choice}
        onChange={(next) => {
          setChoosing(next === 'custom')
          if (next !== 'custom') onChange(next === 'any' ? undefined : next)
        }}
        options={PERIODS}
      />
      {choice === 'custom' && (
        <SpanFields
          key={value}
          span={span}
          onApply={(next) => {
            setChoosing(false)
            onChange(next && writePeriod(next))
          }}
        />
      )}
    </div>
  )
}

function SpanFields({ span, onApply }: { span: Span; onApply: (span: Span | undefined) => void }) {
  const [from, setFrom] = useState(span.after ? wallClockOf(span.after) : '')
  const [to, setTo] = useState(span.before ? wallClockOf(span.before) : '')
  const [after, before] = [momentOfWallClock(from), momentOfWallClock(to)]
  const isBackwards = after !== undefined && before !== undefined && after >= before
  return (
    <div className="flex flex-col gap-3">
      <DateTimeField label="From" value={from} onChange={setFrom} />
      <DateTimeField
        label="To"
        value={to}
        onChange={setTo}
        hint={`In the time zone ${timeZoneName()}; leave one empty for an open end.`}
        error={isBackwards && 'The end must be after the beginning.'}
      />
      <Button
        size="small"
        variant="outlined"
        disabled={isBackwards}
        className="self-start"
        onClick={() => onApply(after || before ? { after, before } : undefined)}
      >
        Apply dates
      </Button>
    </div>
  )
}

const ANY = 'any'
const TYPES = [
  { value: ANY, label: 'Any' },
  ...Object.entries(RESOURCES).map(([value, { label }]) => ({ value, label })),
]

/** The filter of the log by what was changed. */
export function ResourceTypeFilter({ label, value, onChange }: FilterControlProps) {
  return (
    <Select
      label={label}
      value={value ?? ANY}
      onChange={(next) => onChange(next === ANY ? undefined : next)}
      options={TYPES}
    />
  )
}

const PRINCIPALS = ['user', 'application'] as const

/** The filter of the log by who acted. */
export function PrincipalFilter({ label, value, onChange }: FilterControlProps) {
  const principal = principalFromText(value ?? null)
  return (
    <PrincipalPicker
      label={label}
      types={PRINCIPALS}
      value={principal}
      onChange={(picked) => onChange(picked && principalToText(picked))}
      clearable
    />
  )
}
