import { Skeleton } from '../ui/skeleton.tsx'

/** Stands for a page whose code, or whose session, is on its way. */
export function PageLoading() {
  return (
    <>
      <h1 className="sr-only">Loading IAM Console</h1>
      <Skeleton lines={6} />
    </>
  )
}
