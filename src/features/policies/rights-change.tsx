import { useQuery } from '@tanstack/react-query'
import { Equal, Minus, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { conditionWords } from '../../parts/condition-words.ts'
import { describeScope, type ProjectNames } from '../../parts/describe-permissions.ts'
import { permissionsQuery } from '../../parts/permissions-query.ts'
import { nameQuery } from '../../parts/picker-queries.ts'
import type { Principal } from '../../parts/principal.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ChangedRight, rightsDifference } from './rights-difference.ts'
import { grantsOf, type RuleDraft } from './rule-draft.ts'
import { useProjectNames } from './use-project-names.ts'

const SHOWN_AT_FIRST = 6

interface ChangeProps {
  principal: Principal
  /** Looked up unless given. */
  principalName?: string | undefined
  /** The id is '' for a policy that is not stored yet. */
  policy: { id: string; name: string }
  /** The policy's rules afterwards; empty when it is deleted or detached. */
  rules: readonly RuleDraft[]
}

/** A panel that says, before it is saved, what a change of a policy does to what its principal may do. */
export function RightsChange(props: ChangeProps) {
  return (
    <Card title="What changes">
      <RightsChangeText {...props} />
    </Card>
  )
}

/** The same without the frame, for dialogs. */
export function RightsChangeText({ principal, principalName, policy, rules }: ChangeProps) {
  const { organization } = useSession()
  const permissions = useQuery(permissionsQuery(principal))
  const projectNames = useProjectNames()
  const { data: foundName } = useQuery({
    ...nameQuery(principal),
    enabled: principalName === undefined,
  })
  const name = principalName ?? foundName ?? 'the principal'
  const difference = useMemo(
    () =>
      permissions.data &&
      rightsDifference(
        permissions.data,
        policy.id,
        grantsOf(rules, { organizationId: organization.id, policy, principal }),
      ),
    [permissions.data, policy, rules, organization.id, principal],
  )

  if (permissions.error && !permissions.data) {
    return (
      <p className="type-body-small text-neutral-text-weak">
        What changes for <bdi>{name}</bdi> cannot be shown: {toApiError(permissions.error).message}
      </p>
    )
  }
  if (!permissions.data || !difference) return <Skeleton lines={3} />
  const { gained, lost, unchanged } = difference
  return (
    <div aria-live="polite" className="type-body-small flex flex-col gap-4 text-neutral-text">
      {permissions.data.owner ? (
        <p>
          <bdi>{name}</bdi> is the Owner of the Organization and may do everything anyway.
        </p>
      ) : (
        <>
          {gained.length + lost.length === 0 && (
            <p>Nothing changes in what {whose(principal, name)} may do.</p>
          )}
          <Rights
            title={`${whose(principal, name, true)} ${principal.type === 'group' ? 'gain' : 'gains'}`}
            rights={gained}
            tone="gained"
            projectNames={projectNames}
          />
          <Rights
            title={`${whose(principal, name, true)} ${principal.type === 'group' ? 'lose' : 'loses'}`}
            rights={lost}
            tone="lost"
            projectNames={projectNames}
          />
          <Rights
            title="Unchanged through other policies"
            rights={unchanged}
            tone="unchanged"
            projectNames={projectNames}
          />
        </>
      )}
    </div>
  )
}

function whose({ type }: Principal, name: string, capital = false): string {
  if (type !== 'group') return name
  return `${capital ? 'Members' : 'members'} of ${name}`
}

const TONES = {
  gained: { Icon: Plus, look: 'text-success-text' },
  lost: { Icon: Minus, look: 'text-danger-text' },
  unchanged: { Icon: Equal, look: 'text-neutral-text-weak' },
} as const

function Rights({
  title,
  rights,
  tone,
  projectNames,
}: {
  title: string
  rights: readonly ChangedRight[]
  tone: keyof typeof TONES
  projectNames: ProjectNames
}) {
  const [all, setAll] = useState(false)
  if (rights.length === 0) return null
  const { Icon, look } = TONES[tone]
  const shown = all ? rights : rights.slice(0, SHOWN_AT_FIRST)
  const hidden = rights.length - shown.length
  return (
    <div className="flex flex-col gap-1">
      <p className="type-body-small-stronger text-neutral-text-strong wrap-anywhere">
        {title} ({rights.length})
      </p>
      <ul aria-label={title} className="flex flex-col gap-1">
        {shown.map((right) => (
          <li
            key={JSON.stringify([right.permissionSetName, right.projectIds, right.condition])}
            className="flex gap-2"
          >
            <Icon size={16} aria-hidden className={classNames('mt-0.5 shrink-0', look)} />
            <span className="min-w-0 wrap-anywhere">
              <strong className="type-body-small-strong text-neutral-text-strong">
                {right.permissionSetName}
              </strong>{' '}
              {describeScope(right, projectNames)}
              {right.exceptProjectIds.length > 0 &&
                ` except ${describeScope({ ...right, projectIds: right.exceptProjectIds }, projectNames).replace(/^on /, '')}`}
              {right.condition !== '' && `, only ${conditionWords(right.condition)}`}
              {right.otherwiseUnder.length > 0 &&
                `, ${tone === 'gained' ? 'until now' : 'from now on'} only ${right.otherwiseUnder.map(conditionWords).join(', or ')}`}
              {right.through.length > 0 && (
                <span className="text-neutral-text-weak">
                  {' '}
                  (through {right.through.join(', ')})
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button size="small" variant="ghost" sentiment="neutral" onClick={() => setAll(true)}>
            Show {hidden} more
          </Button>
        </div>
      )}
    </div>
  )
}
