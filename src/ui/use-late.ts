import { useEffect, useState } from 'react'

/** For so long nobody misses what is on its way. */
const UNNOTICED_MS = 60

/** Whether the component has been there for a moment: what stands in for an answer may come then. */
export function useLate(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), UNNOTICED_MS)
    return () => clearTimeout(timer)
  }, [])
  return late
}
