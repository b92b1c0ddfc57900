import { useMemo } from 'react'

import type { DaysPart, HoursPart } from '../../parts/condition-parts.ts'
import { DAY_NAMES } from '../../parts/condition-words.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ComboBox } from '../../ui/combobox.tsx'
import { Select } from '../../ui/select.tsx'
import { allZones } from './time-zone.ts'

/** The week as it is shown: from Monday on. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

/** A box of the builder for the days of the week on which a rule counts. */
export function DaysFields({
  part,
  onChange,
  problem,
}: {
  part: DaysPart
  onChange: (part: DaysPart) => void
  problem: string | undefined
}) {
  return (
    <>
      <fieldset className="m-0 min-w-0 basis-full border-0 p-0">
        <legend className="type-body-small-strong mb-2">On</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {WEEK.map((day) => (
            <Checkbox
              key={day}
              label={DAY_NAMES[day]}
              checked={part.days.includes(day)}
              onChange={(on) =>
                onChange({
                  ...part,
                  days: on ? [...part.days, day] : part.days.filter((one) => one !== day),
                })
              }
            />
          ))}
        </div>
        {problem && <p className="type-caption mt-1 text-danger-text">{problem}</p>}
      </fieldset>
      <ZoneField zone={part.zone} onChange={(zone) => onChange({ ...part, zone })} />
    </>
  )
}

/** A box of the builder for the hours of the day in which a rule counts. */
export function HoursFields({
  part,
  onChange,
  problem,
}: {
  part: HoursPart
  onChange: (part: HoursPart) => void
  problem: string | undefined
}) {
  return (
    <>
      <Select
        label="From"
        value={String(part.from)}
        onChange={(from) => onChange({ ...part, from: Number(from) })}
        options={hours(0, 23)}
        className="w-28"
      />
      <Select
        label="To"
        value={String(part.to)}
        onChange={(to) => onChange({ ...part, to: Number(to) })}
        options={hours(1, 24)}
        error={problem}
        className="w-28"
      />
      <ZoneField zone={part.zone} onChange={(zone) => onChange({ ...part, zone })} />
    </>
  )
}

function hours(first: number, last: number) {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    value: String(first + index),
    label: `${String(first + index).padStart(2, '0')}:00`,
  }))
}

function ZoneField({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const options = useMemo(() => allZones().map((name) => ({ value: name, label: name })), [])
  return (
    <div className="min-w-0 grow basis-60">
      <ComboBox
        label="Time zone"
        value={zone}
        onChange={onChange}
        options={options}
        selectedLabel={zone}
        placeholder="Search a time zone"
      />
    </div>
  )
}
