import { useQuery } from '@tanstack/react-query'

import { useCan } from '../../api/session.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { formatNumber } from '../../ui/formats.ts'
import { TextLink } from '../../ui/link.tsx'
import { SkeletonLine } from '../../ui/skeleton.tsx'
import { membersWithoutMfaQuery } from './queries.ts'

/**
 * Says how many members have no MFA and who they are; nothing for those who may not see the users.
 *
 * @param linked whether it leads to the list of them: on a page, where it is small print. A dialog
 *   would be lost by that, and its texts are larger.
 */
export function MembersWithoutMfa({ linked = true }: { linked?: boolean }) {
  return useCan()('read', 'user') ? <Sentence linked={linked} /> : null
}

function Sentence({ linked }: { linked: boolean }) {
  const { data: members, error, refetch } = useQuery(membersWithoutMfaQuery)
  if (!members) {
    if (!error) return <SkeletonLine className="w-3/5" />
    return (
      <QueryError
        error={error}
        what="which members have no MFA"
        onRetry={() => void refetch()}
        compact
      />
    )
  }
  const { first, total } = members
  if (total === 0) {
    return (
      <p className={linked ? 'type-body-small text-neutral-text' : ''}>
        Every member has set up MFA.
      </p>
    )
  }
  const count =
    total === 1 ? '1 member has no MFA now' : `${formatNumber(total)} members have no MFA now`
  return (
    <p className={`wrap-anywhere ${linked ? 'type-body-small text-neutral-text' : ''}`}>
      <strong className={linked ? 'type-body-small-strong' : 'type-body-strong'}>{count}</strong>
      {`: ${namesOf(first.map(userName), total)}. `}
      {linked && <TextLink to={`${paths.users()}?type=member&mfa=disabled`}>See them</TextLink>}
    </p>
  )
}

/** "Ana, Ben, Chi and 4 others". */
function namesOf(names: readonly string[], total: number): string {
  const others = total - names.length
  const parts =
    others === 0 ? names : [...names, others === 1 ? '1 other' : `${formatNumber(others)} others`]
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
