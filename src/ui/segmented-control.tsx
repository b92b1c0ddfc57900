import { useId } from 'react'

import { classNames } from './class-names.ts'

export interface Segment<Value extends string> {
  value: Value
  label: string
  disabled?: boolean | undefined
}

/**
 * One choice of two or three that changes what is below it: native radio buttons drawn as one switch.
 *
 * @param legend names the choice for screen readers
 */
export function SegmentedControl<Value extends string>({
  legend,
  value,
  onChange,
  segments,
}: {
  legend: string
  value: Value
  onChange: (value: Value) => void
  segments: readonly Segment<Value>[]
}) {
  const name = useId()
  return (
    <fieldset
      role="radiogroup"
      aria-label={legend}
      className="m-0 flex w-fit max-w-full min-w-0 flex-wrap gap-1 rounded-default border border-neutral-border p-1"
    >
      {segments.map((segment) => (
        <label
          key={segment.value}
          className={classNames(
            'type-body-small-strong relative flex min-h-8 grow cursor-pointer items-center justify-center rounded-default px-3',
            segment.value === value
              ? 'bg-primary-background-strong text-primary-text-strong'
              : segment.disabled
                ? 'text-neutral-text-disabled'
                : 'text-neutral-text hover:bg-neutral-background-hover',
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.disabled}
            onChange={() => onChange(segment.value)}
            className="absolute inset-0 m-0 cursor-pointer appearance-none rounded-default disabled:cursor-not-allowed"
          />
          {segment.label}
        </label>
      ))}
    </fieldset>
  )
}
