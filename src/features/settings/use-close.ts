import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'

/** Leaves a dialog for the page it is over, which takes its place in the history. */
export function useClose(pagePath: string): () => void {
  const navigate = useNavigateFromHere()
  return () => void navigate(pagePath, { replace: true, preventScrollReset: true })
}
