import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

import { ComboBox } from '../ui/combobox.tsx'
import { nameQuery, type PickableType, type Picked } from './picker-queries.ts'
import { TYPE_NAMES, useCandidates } from './use-candidates.ts'

/**
 * Picks one thing of some types, found by what it is called, its email address or its id.
 *
 * @param types a constant of the module, not made while rendering
 * @param value what is picked; without a name it is looked up
 * @param onChange takes what was picked, with its name; undefined when it was cleared
 * @param excluded ids that are not offered
 * @param clearable offers to take the choice back
 */
export function ResourcePicker<Type extends PickableType>({
  label,
  types,
  value,
  onChange,
  excluded,
  clearable = false,
  placeholder = 'Search by name or ID',
  hint,
  error,
  required,
  optional,
}: {
  label: ReactNode
  types: readonly Type[]
  value: Picked<Type> | undefined
  onChange: (picked: Picked<Type> | undefined) => void
  excluded?: readonly string[] | undefined
  clearable?: boolean | undefined
  placeholder?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  optional?: boolean | undefined
}) {
  const [text, setText] = useState('')
  const { candidates, loading, emptyText } = useCandidates(types, text)
  const [last, setLast] = useState<Picked>()
  const chosenName = useName(value && last?.id === value.id ? last : value)
  const offered = excluded ? candidates.filter(({ id }) => !excluded.includes(id)) : candidates
  return (
    <ComboBox
      label={label}
      value={value?.id ?? ''}
      onChange={(id) => {
        const picked = candidates.find((candidate) => candidate.id === id)
        if (!picked) return
        const chosen = { type: picked.type, id, name: picked.name }
        setLast(chosen)
        onChange(chosen)
      }}
      options={offered.map(({ type, id, name, hint: more }) => ({
        value: id,
        label: name,
        description: describeCandidate(types, type, more),
      }))}
      onSearch={setText}
      onClear={clearable ? () => onChange(undefined) : undefined}
      selectedLabel={chosenName}
      {...{ loading, emptyText, placeholder, hint, error, required, optional }}
    />
  )
}

/** The second line of a candidate: its type too, where several are offered. */
export function describeCandidate(
  types: readonly PickableType[],
  type: PickableType,
  hint: string,
): string | undefined {
  const parts = [...(types.length > 1 ? [TYPE_NAMES[type]] : []), ...(hint ? [hint] : [])]
  return parts.join(' · ') || undefined
}

function useName(value: Picked | undefined): string | undefined {
  const { data } = useQuery({
    ...nameQuery(value ?? { type: 'user', id: '' }),
    enabled: value !== undefined && value.name === undefined,
  })
  return value?.name ?? data
}
