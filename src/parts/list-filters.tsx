import { lazy } from 'react'

const ListFiltersForm = lazy(async () => ({
  default: (await import('./list-filters-form.tsx')).ListFiltersForm,
}))

/** One filter of a list with its choices besides "Any". */
export interface FilterChoice {
  /** Name in the list's spec. */
  name: string
  legend: string
  options: readonly { value: string; label: string }[]
}

/** What the list can be sorted by: the field of the API's order_by, and its name on screen. */
export interface SortChoice {
  field: string
  label: string
  /** How the two directions are told: `text` A to Z, `time` oldest or newest first. */
  kind: 'text' | 'time'
}

/** The content of a list's filter panel; its code is loaded when the panel opens. */
export { ListFiltersForm as ListFilters }
