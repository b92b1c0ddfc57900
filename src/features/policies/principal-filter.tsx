import { useState } from 'react'

import type { FilterControlProps } from '../../parts/list-filters.tsx'
import { PrincipalPicker } from '../../parts/principal-picker.tsx'
import { principalFromText, principalToText } from '../../parts/principal.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { NO_PRINCIPAL } from './queries.ts'

type Choice = 'any' | 'none' | 'one'

/** The filter of the policies by principal: any, nobody, or a certain one that is found by search. */
export function PrincipalFilter({ label, value, onChange }: FilterControlProps) {
  const picked = principalFromText(value ?? null)
  const inForce: Choice = value === NO_PRINCIPAL ? 'none' : picked ? 'one' : 'any'
  // "A certain one" is chosen before it is known which.
  const [searching, setSearching] = useState(false)
  const choice = inForce === 'any' && searching ? 'one' : inForce
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup<Choice>
        legend={label}
        name="filter-principal"
        value={choice}
        onChange={(next) => {
          setSearching(next === 'one')
          onChange(next === 'none' ? NO_PRINCIPAL : undefined)
        }}
        options={[
          { value: 'any', label: 'Any' },
          { value: 'none', label: 'No principal' },
          { value: 'one', label: 'A certain one' },
        ]}
      />
      {choice === 'one' && (
        <PrincipalPicker
          label="User, group or application"
          value={picked}
          onChange={(next) => onChange(next && principalToText(next))}
          clearable
        />
      )}
    </div>
  )
}
