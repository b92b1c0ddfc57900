import { useLocation } from 'react-router'

import { serverNow } from '../api/clock.ts'
import { useSession } from '../api/session.ts'
import { paths } from '../paths.ts'
import { Alert } from '../ui/alert.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { relativeTime } from '../ui/relative-time.ts'

/** Says on every page but the checklist that something has to be done for security, and until when. */
export function RequirementsBanner() {
  const { requirements } = useSession()
  const { pathname } = useLocation()
  if (pathname.startsWith(paths.checklist())) return null
  const ends = requirements.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []))
  const left = ends.length > 0 && relativeTime(new Date(Math.min(...ends)), serverNow())
  return (
    <Alert
      sentiment="warning"
      title="Your Organization asks you to make your account more secure"
      action={
        <ButtonLink to={paths.checklist()} size="small" variant="outlined" sentiment="neutral">
          Open the checklist
        </ButtonLink>
      }
    >
      {left
        ? `Otherwise your account is locked ${left.charAt(0).toLowerCase()}${left.slice(1)}.`
        : 'It takes a few minutes.'}
    </Alert>
  )
}
