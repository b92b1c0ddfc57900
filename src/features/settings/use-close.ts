import { useNavigate } from 'react-router'

/** Leaves a dialog for the page it is over, which takes its place in the history. */
export function useClose(pagePath: string): () => void {
  const navigate = useNavigate()
  return () => void navigate(pagePath, { replace: true, preventScrollReset: true })
}
