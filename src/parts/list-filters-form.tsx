import { useState } from 'react'

import type { ListState } from '../api/list-state.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import type { FilterChoice, SortChoice } from './list-filters.tsx'

const ANY = 'any'
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
      {filters.map(({ name, legend, options }) => (
        <RadioGroup
          key={name}
          name={`filter-${name}`}
          legend={legend}
          value={chosen[name] ?? ANY}
          onChange={(value) => choose(name, value === ANY ? undefined : value)}
          options={[{ value: ANY, label: 'Any' }, ...options]}
        />
      ))}
      <Select label="Sort by" value={list.sort} onChange={list.setSort} options={orders} />
    </div>
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
