import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

import { announce } from './announcer.tsx'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import { neutralNames } from './neutral-names.ts'
import { Tag } from './tag.tsx'
import { useLeft } from './use-left.ts'

/**
 * Several short texts. Enter, a comma or leaving the field adds what was typed; Backspace in the empty
 * field takes the last one away.
 *
 * @param max how many there may be
 * @param maxLength how long each may be
 */
export function TagInput({
  label,
  value,
  onChange,
  hint,
  error,
  optional,
  max = Infinity,
  maxLength,
}: {
  label: ReactNode
  value: readonly string[]
  onChange: (value: string[]) => void
  hint?: ReactNode
  error?: ReactNode
  optional?: boolean | undefined
  max?: number | undefined
  maxLength?: number | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const isFull = value.length >= max

  const add = (typed: string) => {
    const fresh = [...new Set(typed.split(',').map((tag) => tag.trim()))].filter(
      (tag) => tag !== '' && !value.includes(tag),
    )
    setText('')
    const added = fresh.slice(0, Math.max(0, max - value.length))
    if (added.length === 0) return
    onChange([...value, ...added])
    announce(`${added.join(', ')} added`)
  }
  const remove = (tag: string) => {
    onChange(value.filter((kept) => kept !== tag))
    announce(`${tag} removed`)
    input.current?.focus()
  }

  const leave = useLeft(() => add(text))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = value.at(-1)
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && last !== undefined) {
      remove(last)
    }
  }

  return (
    <Field
      label={label}
      error={error}
      optional={optional}
      hint={isFull ? `${max} tags is the most there can be.` : hint}
    >
      {(ids) => (
        <div
          className="control flex min-h-10 flex-wrap items-center gap-2 px-2 py-1.5"
          {...(error ? { 'data-invalid': '' } : {})}
        >
          {value.map((tag) => (
            <Tag key={tag} onRemove={() => remove(tag)}>
              {tag}
            </Tag>
          ))}
          <input
            ref={input}
            type="text"
            value={text}
            readOnly={isFull}
            maxLength={maxLength}
            onChange={(event) => {
              const typed = event.target.value
              if (typed.includes(',')) add(typed)
              else setText(typed)
            }}
            onKeyDown={onKeyDown}
            onBlur={leave}
            {...neutralNames({})}
            {...ids}
            className={classNames(
              'type-body-small h-6 min-w-24 flex-1 bg-transparent px-2 outline-none',
              isFull && 'cursor-default',
            )}
          />
        </div>
      )}
    </Field>
  )
}
