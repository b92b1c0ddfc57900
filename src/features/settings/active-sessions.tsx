import { useQuery } from '@tanstack/react-query'

import { useSession } from '../../api/session.ts'
import { describeUserAgent } from '../../parts/describe-user-agent.ts'
import { type PlainColumn, PlainTable } from '../../parts/plain-table.tsx'
import { QueryPanel } from '../../parts/query-panel.tsx'
import { sessionDialogs } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { type JWT, sessionsQuery } from './queries.ts'

/** Where one is signed in, with the way to end those sessions. */
export function ActiveSessions() {
  const { user, sessionId } = useSession()
  return (
    <QueryPanel
      title="Active sessions"
      what="your sessions"
      query={useQuery(sessionsQuery(user.id))}
    >
      {(sessions) => (
        <>
          <p className="type-body-small max-w-prose text-neutral-text">
            Browsers that are signed in to the console as you. Revoke a session that you do not
            know, then change your password.
          </p>
          <PlainTable
            caption="Active sessions"
            columns={columnsOf(sessionId)}
            rows={sessions}
            rowKey={({ jti }) => jti}
          />
          <div className="flex justify-end">
            <ButtonLink
              to={sessionDialogs.revokeOthers}
              variant="outlined"
              sentiment="danger"
              disabledReason={
                sessions.some(({ jti }) => jti !== sessionId)
                  ? undefined
                  : 'There is no other session than this one.'
              }
            >
              Revoke all others
            </ButtonLink>
          </div>
        </>
      )}
    </QueryPanel>
  )
}

function columnsOf(sessionId: string): PlainColumn<JWT>[] {
  return [
    {
      id: 'device',
      header: 'Device',
      cell: (session) => (
        <span className="flex flex-wrap items-center gap-2" title={session.userAgent}>
          {describeUserAgent(session.userAgent)}
          {session.jti === sessionId && <Badge sentiment="success">This session</Badge>}
        </span>
      ),
    },
    { id: 'ip', header: 'IP address', cell: ({ ip }) => ip || '—' },
    {
      id: 'started',
      header: 'Started',
      cell: ({ createdAt }) => (createdAt ? <Time value={createdAt} format="datetime" /> : '—'),
    },
    {
      id: 'ends',
      header: 'Ends',
      cell: ({ expiresAt }) => (expiresAt ? <Time value={expiresAt} format="datetime" /> : '—'),
    },
    {
      id: 'revoke',
      header: 'Action',
      cell: (session) => (
        <ButtonLink
          to={sessionDialogs.revoke(session.jti)}
          size="small"
          variant="outlined"
          sentiment="neutral"
          aria-label={`Revoke ${describeUserAgent(session.userAgent)}, ${session.ip}`}
          disabledReason={
            session.jti === sessionId
              ? 'You are using this session. Sign out to end it.'
              : undefined
          }
        >
          Revoke
        </ButtonLink>
      ),
    },
  ]
}
