import { type ReactNode, useId } from 'react'

import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'

export interface RadioOption<Value extends string> {
  value: Value
  label: ReactNode
  description?: ReactNode
  disabled?: boolean | undefined
}

/** One choice of a few, all in sight: native radio buttons under a legend. */
export function RadioGroup<Value extends string>({
  legend,
  value,
  onChange,
  options,
  inline = false,
  hint,
  error,
  name,
  required,
}: {
  legend: ReactNode
  /** '' or a value that is no option's: nothing is chosen. */
  value: Value
  onChange: (value: Value) => void
  options: readonly RadioOption<Value>[]
  /** Side by side instead of one under another. */
  inline?: boolean | undefined
  hint?: ReactNode
  error?: ReactNode
  name?: string | undefined
  required?: boolean | undefined
}) {
  const id = useId()
  const described = classNames(hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined)
  return (
    <fieldset
      role="radiogroup"
      aria-labelledby={`${id}-legend`}
      aria-describedby={described || undefined}
      aria-invalid={error ? true : undefined}
      aria-required={required}
      className="m-0 min-w-0 border-0 p-0"
    >
      <legend id={`${id}-legend`} className="type-body-strong mb-3">
        {legend}
      </legend>
      <div className={classNames('flex', inline ? 'flex-wrap gap-x-4 gap-y-2' : 'flex-col gap-2')}>
        {options.map((option) => {
          const optionId = `${id}-${option.value}`
          return (
            <div key={option.value} className="flex gap-2">
              <input
                type="radio"
                id={optionId}
                name={`${name ?? 'choice'}-${id}`}
                value={option.value}
                checked={option.value === value}
                onChange={() => onChange(option.value)}
                disabled={option.disabled}
                aria-describedby={option.description ? `${optionId}-text` : undefined}
                className="radio"
              />
              <div>
                <label
                  htmlFor={optionId}
                  className={classNames(
                    'type-body',
                    option.disabled && 'text-neutral-text-disabled',
                  )}
                >
                  {option.label}
                </label>
                {option.description && (
                  <p id={`${optionId}-text`} className="type-caption text-neutral-text-weak">
                    {option.description}
                  </p>
                )}
              </div>
            </div>
          )
        })}
      </div>
      <div className="mt-1">
        <FieldNotes hint={hint} hintId={`${id}-hint`} error={error} errorId={`${id}-error`} />
      </div>
    </fieldset>
  )
}
