import type { GracePeriod, User } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'

import { useSession } from '../../api/session.ts'
import { userName } from '../../parts/user-name.ts'
import { Alert } from '../../ui/alert.tsx'
import { Time } from '../../ui/time.tsx'
import { gracePeriodsQuery } from './queries.ts'

const WORDS: Partial<Record<GracePeriod['type'], string>> = {
  update_password: 'update the password',
  set_mfa: 'enable MFA',
}

/**
 * What a member still has to do for the security of the Organization, and until when: for those who
 * look after members. Members see their own in the checklist.
 */
export function OpenRequirements({ user }: { user: User }) {
  const { user: self } = useSession()
  const { data = [] } = useQuery({
    ...gracePeriodsQuery(user.id),
    enabled: user.type === 'member' && user.id !== self.id,
  })
  const open = data.filter(({ type }) => type in WORDS)
  if (open.length === 0) return null
  const name = userName(user)
  return (
    <Alert
      sentiment="warning"
      title={
        user.locked
          ? `${name} did not meet the security requirements in time`
          : `${name} has security requirements to meet`
      }
    >
      <ul className="list-disc pl-5">
        {open.map(({ type, expiresAt }) => (
          <li key={type}>
            Has to {WORDS[type]}
            {expiresAt && (
              <>
                {user.locked ? '; the time was over ' : ', or is locked '}
                <Time value={expiresAt} format="datetime" />
              </>
            )}
            .
          </li>
        ))}
      </ul>
    </Alert>
  )
}
