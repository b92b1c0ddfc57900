import type { ReactNode } from 'react'

import { Alert } from '../ui/alert.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Tag } from '../ui/tag.tsx'
import { describeRight, grantableRights, helpfulSets } from './missing-rights.ts'

/**
 * Says that a right is missing: which one, which permission sets contain it, and who can give it.
 *
 * @param title What cannot be done, such as "You are not allowed to see the groups".
 * @param missing The rights that the API's refusal names; it may name none.
 * @param action A link to what one may see instead.
 */
export function DeniedState({
  title,
  missing,
  compact = false,
  action,
}: {
  title: string
  missing: readonly { action: string; resource: string }[]
  compact?: boolean
  action?: ReactNode
}) {
  const lacking = grantableRights(missing)
  const sets = helpfulSets(lacking)
  const description = (
    <>
      {lacking.length > 0 && (
        <span className="block">
          Your permissions do not include: {lacking.map(describeRight).join(' or ')}.
        </span>
      )}
      {sets.length > 0 && (
        <span className="mt-2 flex flex-wrap items-center justify-center gap-1">
          <span>Permission sets that include it:</span>
          {sets.map((set) => (
            <Tag key={set}>{set}</Tag>
          ))}
        </span>
      )}
      <span className="mt-2 block">
        Ask the Owner of the Organization, or someone with IAMManager, to give it to you.
      </span>
    </>
  )
  if (compact) {
    return (
      <Alert sentiment="neutral" title={title}>
        {missing.length > 0 && `Missing: ${lacking.map(describeRight).join(' or ')}. `}
        {sets.length > 0 && `${sets.join(', ')} would include it. `}
        The Owner or someone with IAMManager can give it to you.
      </Alert>
    )
  }
  return <EmptyState illustration="lock" title={title} description={description} action={action} />
}
