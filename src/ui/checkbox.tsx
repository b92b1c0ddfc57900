import { type ReactNode, type Ref, useId } from 'react'

import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'

/** A checkbox with its label. */
export function Checkbox({
  label,
  checked,
  onChange,
  hint,
  error,
  disabled,
  name,
  ref,
}: {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: ReactNode
  error?: ReactNode
  disabled?: boolean | undefined
  name?: string | undefined
  ref?: Ref<HTMLInputElement> | undefined
}) {
  const id = useId()
  const described = classNames(hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined)
  return (
    <div className="flex gap-2">
      <input
        ref={ref}
        type="checkbox"
        id={id}
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        disabled={disabled}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
        className="checkbox"
      />
      <div className="flex min-w-0 flex-col gap-1">
        <label
          htmlFor={id}
          className={classNames('type-body', disabled && 'text-neutral-text-disabled')}
        >
          {label}
        </label>
        <FieldNotes hint={hint} hintId={`${id}-hint`} error={error} errorId={`${id}-error`} />
      </div>
    </div>
  )
}
