import type { Policy } from '@scaleway/sdk-iam/v1alpha1'
import { AppWindow, User, Users } from 'lucide-react'

import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { EntityLink } from '../../ui/link.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { principalOf } from './queries.ts'

const KINDS = {
  user: { label: 'User', Icon: User },
  group: { label: 'Group', Icon: Users },
  application: { label: 'Application', Icon: AppWindow },
} as const

/**
 * Whom a policy is attached to, with a link there; a badge when it is nobody.
 *
 * @param nameOf Gives a principal's name by id; without one the id is shown.
 */
export function PrincipalLink({
  policy,
  nameOf,
}: {
  policy: Policy
  nameOf: (id: string) => string | undefined
}) {
  const principal = principalOf(policy)
  if (!principal) {
    return (
      <span className="flex">
        <Badge sentiment="warning" size="small">
          No principal
        </Badge>
      </span>
    )
  }
  const { label, Icon } = KINDS[principal.type]
  const name = nameOf(principal.id) ?? principal.id
  const to = {
    user: paths.user(principal.id),
    application: paths.application(principal.id),
    group: paths.group(principal.id),
  }[principal.type]
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon size={16} aria-hidden className="shrink-0 text-neutral-icon-weak" />
      <VisuallyHidden>{label} </VisuallyHidden>
      <EntityLink to={to}>{name}</EntityLink>
    </span>
  )
}
