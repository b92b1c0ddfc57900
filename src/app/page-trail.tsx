import { Breadcrumbs } from '../ui/breadcrumbs.tsx'
import { trailOf, useCrumbs } from './use-crumbs.ts'

/** Where one is; nothing on the top level, where the heading says it. */
export function PageTrail() {
  const trail = trailOf(useCrumbs())
  if (trail.length < 2) return null
  const last = trail.length - 1
  return (
    <Breadcrumbs
      items={trail.map(({ label, to }, index) => (index === last ? { label } : { label, to }))}
    />
  )
}
