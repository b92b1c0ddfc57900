import { Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { type ConditionPart, partProblem } from '../../parts/condition-parts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { DaysFields, HoursFields } from './condition-schedule.tsx'
import { TextFields } from './condition-text.tsx'
import { TimeFields } from './condition-time.tsx'
import { keyed } from './keyed.ts'
import { localZone } from './time-zone.ts'

type Kind = ConditionPart['kind']

const KINDS = [
  { value: 'ip', label: 'IP address' },
  { value: 'time', label: 'Date and time' },
  { value: 'days', label: 'Days of the week' },
  { value: 'hours', label: 'Hours of the day' },
  { value: 'user_agent', label: 'User agent' },
] as const satisfies readonly { value: Kind; label: string }[]

/**
 * The visual builder: one box for each condition; all of them must hold.
 *
 * @param insisted shows what the boxes lack
 */
export function ConditionBuilder({
  parts,
  onChange,
  insisted,
}: {
  parts: readonly ConditionPart[]
  onChange: (parts: ConditionPart[]) => void
  insisted: boolean
}) {
  const list = useRef<HTMLOListElement>(null)
  const count = useRef(parts.length)
  useEffect(() => {
    // A box that was just added is where one goes on.
    if (parts.length > count.current) {
      const last = list.current?.lastElementChild
      last?.querySelector<HTMLElement>('input, button[role=combobox]')?.focus()
    }
    count.current = parts.length
  }, [parts.length])

  return (
    <div className="flex flex-col gap-3">
      <ol ref={list} aria-label="Conditions" className="flex flex-col gap-3 empty:hidden">
        {keyed(parts, ({ kind }) => kind).map(({ key, item: part }, index) => (
          <li key={key} className="flex flex-col gap-2">
            {index > 0 && <span className="type-caption-strong text-neutral-text-weak">and</span>}
            <PartBox
              part={part}
              onChange={(next) => onChange(parts.with(index, next))}
              onRemove={() => onChange(parts.toSpliced(index, 1))}
              problem={insisted ? partProblem(part) : undefined}
            />
          </li>
        ))}
      </ol>
      <div className="max-w-72">
        <Select<Kind | ''>
          label={parts.length === 0 ? 'Add a condition' : 'Add another condition'}
          value=""
          placeholder="Choose what it is about"
          onChange={(kind) => kind !== '' && onChange([...parts, emptyPart(kind)])}
          options={KINDS}
        />
      </div>
    </div>
  )
}

function PartBox({
  part,
  onChange,
  onRemove,
  problem,
}: {
  part: ConditionPart
  onChange: (part: ConditionPart) => void
  onRemove: () => void
  problem: string | undefined
}) {
  const title = KINDS.find(({ value }) => value === part.kind)?.label ?? ''
  return (
    <fieldset className="relative m-0 flex min-w-0 flex-col gap-3 rounded-default border border-neutral-border p-4 pr-14">
      <legend className="sr-only">{title}</legend>
      <span aria-hidden className="type-body-small-stronger">
        {title}
      </span>
      <div className="flex flex-wrap items-start gap-3">
        <PartFields {...{ part, onChange, problem }} />
      </div>
      <IconButton
        label={`Remove the condition on ${title}`}
        icon={<Trash2 size={16} aria-hidden />}
        onClick={onRemove}
        className="absolute top-2 right-2"
      />
    </fieldset>
  )
}

function PartFields({
  part,
  onChange,
  problem,
}: {
  part: ConditionPart
  onChange: (part: ConditionPart) => void
  problem: string | undefined
}) {
  switch (part.kind) {
    case 'time':
      return <TimeFields {...{ part, onChange, problem }} />
    case 'days':
      return <DaysFields {...{ part, onChange, problem }} />
    case 'hours':
      return <HoursFields {...{ part, onChange, problem }} />
    default:
      return <TextFields {...{ part, onChange, problem }} />
  }
}

function emptyPart(kind: Kind): ConditionPart {
  switch (kind) {
    case 'ip':
      return { kind, operator: 'is', value: '' }
    case 'user_agent':
      return { kind, operator: 'contains', value: '' }
    case 'time':
      return { kind, operator: 'before', from: '', to: '' }
    case 'days':
      return { kind, days: [1, 2, 3, 4, 5], zone: localZone() }
    default:
      return { kind, from: 9, to: 18, zone: localZone() }
  }
}
