import { type ReactNode, useRef, useState } from 'react'

import { announce } from '../ui/announcer.tsx'
import { ComboBox } from '../ui/combobox.tsx'
import { Tag } from '../ui/tag.tsx'
import type { PickableType, Picked } from './picker-queries.ts'
import { describeCandidate } from './resource-picker.tsx'
import { TYPE_NAMES, useCandidates } from './use-candidates.ts'

/** A picked thing whose name is known. */
export type Member<Type extends PickableType = PickableType> = Picked<Type> & { name: string }

/**
 * Picks several things of some types by search. Each choice is added to a list under the field, where
 * it can be taken away again, and the field is free for the next one at once.
 *
 * @param types a constant of the module, not made while rendering
 * @param listLabel names the list of what was picked for screen readers, such as "Picked users"
 * @param excluded ids that are not offered, such as members already
 * @param max how many can be picked at most
 */
export function MembersPicker<Type extends PickableType>({
  label,
  listLabel,
  types,
  value,
  onChange,
  excluded,
  max = Infinity,
  placeholder = 'Search by name or ID',
  hint,
  error,
  required,
  optional,
}: {
  label: ReactNode
  listLabel: string
  types: readonly Type[]
  value: readonly Member<Type>[]
  onChange: (members: Member<Type>[]) => void
  excluded?: readonly string[] | undefined
  max?: number | undefined
  placeholder?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  optional?: boolean | undefined
}) {
  const [text, setText] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const { candidates, loading, emptyText } = useCandidates(types, text)
  const taken = new Set([...(excluded ?? []), ...value.map(({ id }) => id)])
  const offered = candidates.filter(({ id }) => !taken.has(id))
  const isFull = value.length >= max

  const add = (id: string) => {
    const picked = candidates.find((candidate) => candidate.id === id)
    if (!picked || isFull) return
    setText('')
    onChange([...value, { type: picked.type, id, name: picked.name }])
    announce(`${picked.name} added`)
  }
  const remove = ({ id, name }: Member<Type>) => {
    onChange(value.filter((member) => member.id !== id))
    announce(`${name} removed`)
    frame.current?.querySelector('input')?.focus()
  }

  return (
    <div ref={frame} className="flex flex-col gap-2">
      <ComboBox
        label={label}
        value=""
        onChange={add}
        options={offered.map(({ type, id, name, hint: more }) => ({
          value: id,
          label: name,
          description: describeCandidate(types, type, more),
          disabled: isFull,
        }))}
        onSearch={setText}
        emptyText={
          candidates.length > 0 && offered.length === 0
            ? 'Everything that matches is picked already.'
            : emptyText
        }
        hint={isFull ? `${max} is the most there can be.` : hint}
        {...{ loading, placeholder, error, required, optional }}
      />
      {value.length > 0 && (
        <ul aria-label={listLabel} className="flex flex-wrap gap-2">
          {value.map((member) => (
            <li key={member.id} className="flex max-w-full">
              <Tag
                prefix={types.length > 1 ? TYPE_NAMES[member.type] : undefined}
                onRemove={() => remove(member)}
              >
                {member.name}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
