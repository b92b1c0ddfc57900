import { useEffect, useRef, useState } from 'react'

import { SearchField } from '../ui/search-field.tsx'
import { useLeft } from '../ui/use-left.ts'

/** Pause after the last key press that ends a search word, in milliseconds. */
const SETTLE_MS = 250

/**
 * The search field of a list. The address follows what is typed, after a pause; Enter and leaving the
 * field do not wait. Half-composed text of an input method is never searched for.
 *
 * @param q The search in force, trimmed; when it changes from elsewhere (Back, "Clear filters"), the
 *   field follows.
 */
export function ListSearch({
  label,
  q,
  onSearch,
}: {
  label: string
  q: string
  onSearch: (q: string) => void
}) {
  const [text, setText] = useState(q)
  const timer = useRef<number | undefined>(undefined)
  const composing = useRef(false)
  const sent = useRef(q)

  useEffect(() => () => window.clearTimeout(timer.current), [])

  useEffect(() => {
    if (q === sent.current) return
    window.clearTimeout(timer.current)
    sent.current = q
    setText(q)
  }, [q])

  function send(value: string) {
    window.clearTimeout(timer.current)
    const next = value.trim()
    if (next === sent.current) return
    sent.current = next
    onSearch(next)
  }

  function schedule(value: string) {
    window.clearTimeout(timer.current)
    if (!composing.current) timer.current = window.setTimeout(() => send(value), SETTLE_MS)
  }

  // A link that is pressed at once would be overtaken by the search, and what was typed forgotten.
  const leave = useLeft(() => composing.current || send(text))

  return (
    <search className="min-w-0 grow basis-60 xsmall:max-w-90">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(text)
        }}
        onCompositionStart={() => {
          composing.current = true
          window.clearTimeout(timer.current)
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          if (event.target instanceof HTMLInputElement) schedule(event.target.value)
        }}
      >
        <SearchField
          label={label}
          placeholder={label}
          value={text}
          onBlur={leave}
          onChange={(value) => {
            setText(value)
            schedule(value)
          }}
        />
      </form>
    </search>
  )
}
