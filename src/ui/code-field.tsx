import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'

import { Field } from './field.tsx'
import { neutralNames } from './neutral-names.ts'

const LINE_HEIGHT_REM = 1.25
const FEWEST_LINES = 4
const MOST_LINES = 16

/** What the owner of a code field can do with it. */
export interface CodeFieldHandle {
  /** Focuses the text and selects the character at an offset; the end when there is none. */
  select: (offset: number) => void
}

/**
 * A few lines of code: monospaced, numbered, without wrapping or ligatures. Tab leaves it, as it leaves any field.
 *
 * @param count how long the text is and may be, shown at its end
 */
export function CodeField({
  label,
  value,
  onChange,
  hint,
  error,
  count,
  readOnly,
  ref,
}: {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: ReactNode
  count?: { length: number; max: number } | undefined
  readOnly?: boolean | undefined
  ref?: Ref<CodeFieldHandle> | undefined
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const lines = value.split('\n').length
  const shown = Math.min(Math.max(lines, FEWEST_LINES), MOST_LINES)

  useImperativeHandle(ref, () => ({
    select(offset) {
      const start = Math.min(Math.max(offset, 0), area.current?.value.length ?? 0)
      area.current?.focus()
      area.current?.setSelectionRange(start, start + 1)
    },
  }))

  return (
    <Field {...{ label, hint, error }}>
      {(ids) => (
        <>
          <div
            className="control flex overflow-hidden"
            {...(error ? { 'data-invalid': '' } : {})}
            // Code runs from left to right in every language.
            dir="ltr"
          >
            <div
              ref={gutter}
              aria-hidden
              className="type-code surface-weak shrink-0 overflow-hidden border-r border-neutral-border px-2 py-2 text-right text-neutral-text-weak select-none"
              style={{ height: `${shown * LINE_HEIGHT_REM + 1}rem` }}
            >
              {Array.from({ length: lines }, (_, index) => (
                <div key={index}>{index + 1}</div>
              ))}
            </div>
            <textarea
              ref={area}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onScroll={(event) => {
                if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
              }}
              readOnly={readOnly}
              wrap="off"
              rows={shown}
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              {...neutralNames({})}
              {...ids}
              className="type-code min-w-0 flex-1 resize-none [font-variant-ligatures:none] bg-transparent px-3 py-2 outline-none"
            />
          </div>
          {count && (
            <p
              className={`type-caption text-right ${count.length > count.max ? 'text-danger-text' : 'text-neutral-text-weak'}`}
            >
              {count.length.toLocaleString('en')} of {count.max.toLocaleString('en')} characters
            </p>
          )}
        </>
      )}
    </Field>
  )
}
