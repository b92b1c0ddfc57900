import * as RadixSelect from '@radix-ui/react-select'
import { getNonce } from 'get-nonce'
import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'

import { closestSurroundings } from './closest-surroundings.ts'
import { Field } from './field.tsx'

export interface SelectOption<Value extends string = string> {
  value: Value
  label: string
  description?: string | undefined
  disabled?: boolean | undefined
}

// Radix keeps '' for "nothing chosen"; with a prefix an option of ours may have that value.
const encode = (value: string) => `=${value}`

/**
 * One choice from a list that opens.
 *
 * It brings Radix's select with it, so it belongs in code that is loaded when asked for.
 *
 * @param value the chosen option's value; one that is no option's shows the placeholder
 */
export function Select<Value extends string>({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  required,
  optional,
  placeholder = 'Select an option',
  disabled,
  className,
}: {
  label: ReactNode
  value: Value
  onChange: (value: Value) => void
  options: readonly SelectOption<Value>[]
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  optional?: boolean | undefined
  placeholder?: string | undefined
  disabled?: boolean | undefined
  className?: string | undefined
}) {
  const [surroundings, setSurroundings] = useState<Element | null>(null)
  const findSurroundings = useCallback(
    (trigger: Element | null) => setSurroundings(closestSurroundings(trigger)),
    [],
  )
  const chosen = options.find((option) => option.value === value)
  const choose = (encoded: string) => {
    const option = options.find((candidate) => encode(candidate.value) === encoded)
    if (option) onChange(option.value)
  }
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {({ id, ...ids }) => (
        <RadixSelect.Root
          value={chosen ? encode(chosen.value) : ''}
          onValueChange={choose}
          {...(disabled ? { disabled } : {})}
        >
          <RadixSelect.Trigger
            id={id}
            ref={findSurroundings}
            aria-labelledby={`${id}-label`}
            {...ids}
            {...(error ? { 'data-invalid': '' } : {})}
            className="control type-body-small flex h-10 w-full items-center justify-between gap-2 px-4 text-left data-placeholder:text-neutral-text-weak"
          >
            <span className="truncate">
              <RadixSelect.Value placeholder={placeholder}>{chosen?.label}</RadixSelect.Value>
            </span>
            <ChevronDown size={16} aria-hidden className="shrink-0" />
          </RadixSelect.Trigger>
          <RadixSelect.Portal container={surroundings}>
            <RadixSelect.Content
              position="popper"
              sideOffset={4}
              collisionPadding={8}
              className="surface-raised elevate-raised z-50 max-h-[min(20rem,var(--radix-select-content-available-height))] w-(--radix-select-trigger-width) overflow-hidden rounded-default border border-transparent"
            >
              <RadixSelect.Viewport nonce={getNonce()} className="flex flex-col gap-0.5 p-1">
                {options.map((option) => (
                  <Option key={option.value} option={option} />
                ))}
              </RadixSelect.Viewport>
            </RadixSelect.Content>
          </RadixSelect.Portal>
        </RadixSelect.Root>
      )}
    </Field>
  )
}

function Option({ option }: { option: SelectOption }) {
  return (
    <RadixSelect.Item
      value={encode(option.value)}
      textValue={option.label}
      disabled={option.disabled ?? false}
      className="type-body-small flex cursor-pointer items-center justify-between gap-2 rounded-default px-4 py-3 -outline-offset-2 select-none data-disabled:cursor-not-allowed data-disabled:text-neutral-text-disabled chosen:bg-primary-background chosen:text-primary-text data-[state=checked]:bg-primary-background"
    >
      <span className="min-w-0 wrap-anywhere">
        <RadixSelect.ItemText>
          {option.label}
          {option.description && (
            <span className="type-caption mt-0.5 block"> {option.description}</span>
          )}
        </RadixSelect.ItemText>
      </span>
      <RadixSelect.ItemIndicator>
        <Check size={16} aria-hidden />
      </RadixSelect.ItemIndicator>
    </RadixSelect.Item>
  )
}
