import { useEffect, useRef, useState } from 'react'

import type { ListState } from '../api/list-state.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useLeft } from '../ui/use-left.ts'
import type { FilterChoice, SortChoice } from './list-filters.tsx'

const ANY = 'any'
/** Pause after the last key press that ends a text, in milliseconds. */
const SETTLE_MS = 250
const NO_FILTERS: readonly FilterChoice[] = []
const DIRECTIONS = {
  text: { asc: 'A to Z', desc: 'Z to A' },
  time: { asc: 'oldest first', desc: 'newest first' },
} as const

/**
 * Filters and order of a list. The order is here too because a phone shows cards, which have no
 * headers to press, and because the API sorts by more than there are columns.
 */
export function ListFiltersForm({
  list,
  filters = NO_FILTERS,
  sorts,
}: {
  list: ListState
  filters?: readonly FilterChoice[]
  sorts: readonly SortChoice[]
}) {
  const orders = sorts.flatMap(({ field, label, kind }) =>
    (['asc', 'desc'] as const).map((direction) => ({
      value: `${field}_${direction}`,
      label: `${label}, ${DIRECTIONS[kind][direction]}`,
    })),
  )
  const [chosen, choose] = useChosen(list)
  return (
    <div className="flex flex-col gap-6">
      {filters.map((filter) => (
        <Filter
          key={filter.name}
          filter={filter}
          value={chosen[filter.name]}
          onChange={(value) => choose(filter.name, value)}
        />
      ))}
      <Select label="Sort by" value={list.sort} onChange={list.setSort} options={orders} />
    </div>
  )
}

function Filter({
  filter,
  value,
  onChange,
}: {
  filter: FilterChoice
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const { name, legend } = filter
  if ('control' in filter) {
    return <filter.control label={legend} value={value} onChange={onChange} />
  }
  if ('text' in filter) {
    return <TextFilter label={legend} {...filter.text} value={value ?? ''} onChange={onChange} />
  }
  return (
    <RadioGroup
      name={`filter-${name}`}
      legend={legend}
      value={value ?? ANY}
      onChange={(next) => onChange(next === ANY ? undefined : next)}
      options={[{ value: ANY, label: 'Any' }, ...filter.options]}
    />
  )
}

/** The filter follows what is typed after a pause; Enter and leaving the field do not wait. */
function TextFilter({
  label,
  hint,
  maxLength,
  value,
  onChange,
}: {
  label: string
  hint?: string
  maxLength: number
  value: string
  onChange: (value: string | undefined) => void
}) {
  const [text, setText] = useState(value)
  const timer = useRef<number | undefined>(undefined)
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    setText(value)
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const send = (next: string) => {
    window.clearTimeout(timer.current)
    const trimmed = next.trim()
    if (trimmed === value) return
    setSeen(trimmed)
    onChange(trimmed || undefined)
  }
  const leave = useLeft(() => send(text))
  return (
    <TextField
      label={label}
      {...(hint !== undefined && { hint })}
      value={text}
      maxLength={maxLength}
      autoComplete="off"
      onChange={({ target }) => {
        setText(target.value)
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(() => send(target.value), SETTLE_MS)
      }}
      onKeyDown={(event) => event.key === 'Enter' && send(text)}
      onBlur={leave}
    />
  )
}

/** The filters as they were pressed: the address, and with it the list, follows a moment later. */
function useChosen(list: ListState) {
  const inForce: Readonly<Record<string, string | undefined>> = list.filters
  const [chosen, setChosen] = useState(inForce)
  const [seen, setSeen] = useState(inForce)
  if (!sameFilters(seen, inForce)) {
    setSeen(inForce)
    setChosen(inForce)
  }
  function choose(name: string, value: string | undefined) {
    setChosen({ ...chosen, [name]: value })
    list.setFilter(name, value)
  }
  return [chosen, choose] as const
}

function sameFilters(
  a: Readonly<Record<string, string | undefined>>,
  b: Readonly<Record<string, string | undefined>>,
): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((name) => a[name] === b[name])
}
