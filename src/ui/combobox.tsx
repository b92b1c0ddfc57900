import { ChevronDown, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

import { announce } from './announcer.tsx'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import { neutralNames } from './neutral-names.ts'
import type { SelectOption } from './select.tsx'
import { Spinner } from './spinner.tsx'
import { useLeft } from './use-left.ts'

const ANNOUNCE_DELAY_MS = 500

/**
 * One choice from a list that is searched by typing (the APG's combobox with list autocomplete).
 *
 * @param options what can be chosen now. With `onSearch` the caller filters them; without, they are
 *   filtered here by label and description.
 * @param onSearch the text that was typed, on every keystroke; '' when the list opens afresh
 * @param onClear takes the choice back; a button for it stands in the field while there is one
 * @param selectedLabel what the chosen value is called, where `options` may not hold it
 * @param emptyText says that nothing matches
 */
export function ComboBox({
  label,
  value,
  onChange,
  options,
  onSearch,
  loading = false,
  emptyText = 'Nothing matches.',
  placeholder,
  hint,
  error,
  required,
  optional,
  selectedLabel,
  onClear,
}: {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  options: readonly SelectOption[]
  onSearch?: ((text: string) => void) | undefined
  loading?: boolean | undefined
  emptyText?: string | undefined
  placeholder?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  optional?: boolean | undefined
  selectedLabel?: string | undefined
  onClear?: (() => void) | undefined
}) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  // The text is the person's own only while the list is open; otherwise it is the choice's name.
  const [text, setText] = useState<string>()
  const [known, setKnown] = useState<SelectOption>()
  const [active, setActive] = useState(0)
  const isOpen = text !== undefined

  const chosen =
    options.find((option) => option.value === value) ?? (known?.value === value ? known : undefined)
  const shown = onSearch || !text ? options : options.filter((option) => matches(option, text))
  const activeOption = shown[Math.min(active, shown.length - 1)]
  useCountAnnouncement(isOpen && !loading, shown.length, emptyText)

  const open = (typed: string) => {
    setText(typed)
    setActive(Math.max(0, typed === '' ? shown.findIndex((option) => option.value === value) : 0))
    onSearch?.(typed)
  }
  const close = () => setText(undefined)
  // The open list may have scrolled its surroundings, which jump back when it closes.
  const leave = useLeft(close)
  const choose = (option: SelectOption) => {
    if (option.disabled) return
    setKnown(option)
    onChange(option.value)
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      if (!isOpen) open('')
      else if (shown.length > 0) setActive((active + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      if (activeOption) choose(activeOption)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      close()
    }
  }

  return (
    <Field {...{ label, hint, error, required, optional }}>
      {(ids) => (
        <div className="relative">
          <div
            className="control flex h-10 items-center gap-2 pr-3 pl-4"
            {...(error ? { 'data-invalid': '' } : {})}
          >
            <input
              ref={input}
              type="text"
              role="combobox"
              aria-expanded={isOpen}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={
                isOpen && activeOption ? optionId(listId, activeOption) : undefined
              }
              {...(isOpen ? { 'data-owns-escape': '' } : {})}
              placeholder={placeholder}
              value={text ?? chosen?.label ?? (value ? (selectedLabel ?? value) : '')}
              onChange={(event) => open(event.target.value)}
              onClick={() => !isOpen && open('')}
              onKeyDown={onKeyDown}
              onBlur={leave}
              spellCheck={false}
              {...neutralNames({})}
              {...ids}
              className="type-body-small h-full min-w-0 flex-1 truncate bg-transparent outline-none"
            />
            {onClear && value && !isOpen && (
              <IconButton
                label={typeof label === 'string' ? `Clear ${label.toLowerCase()}` : 'Clear'}
                icon={<X size={16} aria-hidden />}
                size="xsmall"
                onClick={() => {
                  onClear()
                  input.current?.focus()
                }}
              />
            )}
            {loading && isOpen ? (
              <Spinner />
            ) : (
              <ChevronDown size={16} aria-hidden className="pointer-events-none shrink-0" />
            )}
          </div>
          <div
            hidden={!isOpen}
            className="surface-raised elevate-raised absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded-default border border-neutral-border-weak p-1"
          >
            <div
              id={listId}
              role="listbox"
              tabIndex={-1}
              aria-label={typeof label === 'string' ? label : 'Options'}
              // Keeps the focus in the field, whose blur would close the list before the click.
              onMouseDown={(event) => event.preventDefault()}
            >
              {isOpen &&
                shown.map((option) => (
                  <Option
                    key={option.value}
                    id={optionId(listId, option)}
                    option={option}
                    isActive={option === activeOption}
                    isChosen={option.value === value}
                    onChoose={() => choose(option)}
                  />
                ))}
            </div>
            {isOpen && shown.length === 0 && (
              <p className="type-body-small px-4 py-3 text-neutral-text-weak wrap-anywhere">
                {loading ? 'Searching…' : emptyText}
              </p>
            )}
          </div>
        </div>
      )}
    </Field>
  )
}

function Option({
  id,
  option,
  isActive,
  isChosen,
  onChoose,
}: {
  id: string
  option: SelectOption
  isActive: boolean
  isChosen: boolean
  onChoose: () => void
}) {
  const element = useRef<HTMLDivElement>(null)
  // Found options may come in between: what is chosen is what was pressed, not what is there by then.
  const isPressed = useRef(false)
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isChosen}
      aria-disabled={option.disabled}
      tabIndex={-1}
      onPointerDown={({ button }) => {
        isPressed.current = button === 0
      }}
      onPointerLeave={() => {
        isPressed.current = false
      }}
      onPointerUp={() => isPressed.current && onChoose()}
      className={classNames(
        'type-body-small rounded-default border px-4 py-3 wrap-anywhere',
        option.disabled
          ? 'cursor-not-allowed text-neutral-text-disabled'
          : 'cursor-pointer hover:bg-primary-background hover:text-primary-text',
        isActive
          ? 'border-primary-border bg-primary-background text-primary-text'
          : 'border-transparent',
      )}
    >
      {option.label}
      {option.description && (
        <span className="type-caption mt-0.5 block">{option.description}</span>
      )}
    </div>
  )
}

function optionId(listId: string, option: SelectOption): string {
  return `${listId}-${option.value}`
}

function matches(option: SelectOption, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase()
  return `${option.label} ${option.description ?? ''}`.toLocaleLowerCase().includes(wanted)
}

/** Says how many options there are, once the typing has paused. */
function useCountAnnouncement(enabled: boolean, count: number, emptyText: string) {
  useEffect(() => {
    if (!enabled) return
    const words = count === 0 ? emptyText : `${count} ${count === 1 ? 'option' : 'options'}`
    const timer = setTimeout(() => announce(words), ANNOUNCE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [enabled, count, emptyText])
}
