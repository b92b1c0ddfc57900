import { useCallback, useMemo, useState } from 'react'

/** Which rows of a list are ticked, by their keys. */
export interface Selection {
  selected: ReadonlySet<string>
  /** Ticks or unticks rows; the same function for the life of the list. */
  toggle: (keys: readonly string[], on: boolean) => void
  clear: () => void
}

/** The ticked rows of a list; none at first. */
export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set())
  const toggle = useCallback((keys: readonly string[], on: boolean) => {
    setSelected((before) => {
      const next = new Set(before)
      for (const key of keys) {
        if (on) next.add(key)
        else next.delete(key)
      }
      return next
    })
  }, [])
  const clear = useCallback(() => setSelected(new Set()), [])
  return useMemo(() => ({ selected, toggle, clear }), [selected, toggle, clear])
}
