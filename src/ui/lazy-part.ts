import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react'

/**
 * The code of a popup, fetched when it is first needed rather than with the page.
 *
 * @param load imports the component; the browser keeps it, so loading again is free
 * @returns the component once it is here, and a function that fetches it. Its promise is rejected when
 *   the code cannot be fetched; asking again tries again.
 */
export function useLazyPart<Props>(load: () => Promise<ComponentType<Props>>): {
  Part: ComponentType<Props> | undefined
  fetchPart: () => Promise<void>
} {
  const [Part, setPart] = useState<ComponentType<Props>>()
  const mounted = useRef(false)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const fetchPart = useCallback(async () => {
    const loaded = await load()
    if (mounted.current) setPart(() => loaded)
  }, [load])
  return { Part, fetchPart }
}
