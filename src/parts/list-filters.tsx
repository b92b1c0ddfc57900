import { type ComponentType, lazy } from 'react'

const ListFiltersForm = lazy(async () => ({
  default: (await import('./list-filters-form.tsx')).ListFiltersForm,
}))

interface FilterName {
  /** Name in the list's spec. */
  name: string
  legend: string
}

/**
 * One filter of a list: some choices besides "Any", a text of one's own, or a control made for it,
 * such as a search for a person.
 */
export type FilterChoice =
  | (FilterName & { options: readonly { value: string; label: string }[] })
  | (FilterName & { text: { hint?: string; maxLength: number } })
  | (FilterName & { control: ComponentType<FilterControlProps> })

/** What a filter's own control is given; `onChange(undefined)` takes the filter away. */
export interface FilterControlProps {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
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
