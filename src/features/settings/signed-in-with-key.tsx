import { useSession } from '../../api/session.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { EntityLink } from '../../ui/link.tsx'

/** What being signed in with an API key means for one's own account. */
export function SignedInWithKey() {
  const { bearerType, upstream, user } = useSession()
  return (
    <Card title="Signed in with an API key">
      <p className="type-body-small max-w-prose text-neutral-text">
        {bearerType === 'application' && (
          <>
            The key is of the application{' '}
            <EntityLink to={paths.application(user.id)}>{userName(user)}</EntityLink>, which has no
            password, no MFA and no profile.{' '}
          </>
        )}
        {bearerType === 'unknown' &&
          'The key may not tell whose it is, so there is no profile to show. '}
        {bearerType === 'user' &&
          'Your password, MFA and email address, and where you are signed in, are looked after in the platform’s own console. '}
        Everything here comes from <span className="wrap-anywhere">{upstream}</span>. Signing out
        ends this console’s session; the key goes on working.
      </p>
    </Card>
  )
}
