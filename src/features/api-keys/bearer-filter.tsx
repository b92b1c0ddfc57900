import type { FilterControlProps } from '../../parts/list-filters.tsx'
import { PrincipalPicker } from '../../parts/principal-picker.tsx'
import { principalFromText, principalToText } from '../../parts/principal.ts'

const BEARERS = ['user', 'application'] as const

/** Narrows a list to one bearer's keys, found by name, e-mail or id. */
export function BearerFilter({ label, value, onChange }: FilterControlProps) {
  const bearer = principalFromText(value ?? null)
  return (
    <PrincipalPicker
      label={label}
      types={BEARERS}
      clearable
      value={bearer}
      onChange={(picked) => onChange(picked && principalToText(picked))}
    />
  )
}
