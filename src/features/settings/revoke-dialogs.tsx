import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { ApiError } from '../../api/errors.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { describeUserAgent } from '../../parts/describe-user-agent.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { sessionsQuery } from './queries.ts'
import { useEndSessions } from './setting-writes.ts'
import { useClose } from './use-close.ts'

/** Asks before one session ends. */
export function RevokeSessionDialog() {
  const { jti = '' } = useParams()
  const { user } = useSession()
  const { data: sessions } = useQuery(sessionsQuery(user.id))
  const end = useEndSessions()
  const close = useClose(paths.accountSettings())
  if (!sessions) return null
  const session = sessions.find((one) => one.jti === jti)
  return (
    <ConfirmDialog
      title="Revoke session"
      onClose={close}
      onConfirm={async () => {
        requireAll(await end.mutateAsync([jti]))
        toast({ sentiment: 'success', text: 'Session revoked' })
        close()
      }}
    >
      <p>
        {session
          ? `${describeUserAgent(session.userAgent)}, ${session.ip || 'unknown IP address'}, is signed out at once.`
          : 'This session has ended already.'}
      </p>
    </ConfirmDialog>
  )
}

/** Asks before all of one's sessions end but this one. */
export function RevokeOthersDialog() {
  const { user, sessionId } = useSession()
  const { data: sessions } = useQuery(sessionsQuery(user.id))
  const end = useEndSessions()
  const close = useClose(paths.accountSettings())
  if (!sessions) return null
  const others = sessions.filter(({ jti }) => jti !== sessionId).map(({ jti }) => jti)
  return (
    <ConfirmDialog
      title="Revoke all other sessions"
      onClose={close}
      onConfirm={async () => {
        requireAll(await end.mutateAsync(others))
        toast({ sentiment: 'success', text: 'All other sessions revoked' })
        close()
      }}
    >
      <p>
        {others.length === 0
          ? 'There is no other session than this one.'
          : others.length === 1
            ? '1 session is signed out at once; this one goes on.'
            : `${others.length} sessions are signed out at once; this one goes on.`}
      </p>
    </ConfirmDialog>
  )
}

/** @throws ApiError when sessions are left; the list behind the dialog shows which */
function requireAll(failed: number): void {
  if (failed === 0) return
  throw new ApiError(
    'unknown',
    failed === 1
      ? 'The session could not be ended. Try again.'
      : `${failed} sessions could not be ended. Try again.`,
  )
}
