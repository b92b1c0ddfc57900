import { Search, X } from 'lucide-react'
import { type FocusEventHandler, useRef } from 'react'

import { IconButton } from './button.tsx'
import { neutralNames } from './neutral-names.ts'

/**
 * A search box. It tells every keystroke; the caller decides how often to search.
 *
 * @param label its name; not shown, as the magnifier and the placeholder say enough
 */
export function SearchField({
  label,
  value,
  onChange,
  onBlur,
  placeholder,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  onBlur?: FocusEventHandler<HTMLInputElement> | undefined
  placeholder?: string | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="control flex h-10 min-w-0 items-center gap-2 pr-1 pl-4">
      <Search size={16} aria-hidden className="shrink-0 text-neutral-icon-weak" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        enterKeyHint="search"
        spellCheck={false}
        {...neutralNames({})}
        className="type-body-small h-full min-w-0 flex-1 appearance-none bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <IconButton
          label="Clear search"
          icon={<X size={16} aria-hidden />}
          onClick={() => {
            onChange('')
            input.current?.focus()
          }}
        />
      )}
    </div>
  )
}
