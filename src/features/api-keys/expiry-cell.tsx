import { serverNow } from '../../api/clock.ts'
import { Badge } from '../../ui/badge.tsx'
import { expiryOf, timeLeft } from './expiry.ts'

const fullDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' })

/** When a key stops working: a date far away as text, one that is near or past as a badge. */
export function ExpiryCell({ expiresAt }: { expiresAt: Date | undefined }) {
  const now = serverNow()
  const expiry = expiryOf(expiresAt, now)
  if (expiry.state === 'never') return 'Never'
  const left = timeLeft(expiry.at, now)
  return (
    <time
      dateTime={expiry.at.toISOString()}
      title={fullDate.format(expiry.at)}
      className="inline-flex"
    >
      {expiry.state === 'expired' ? (
        <Badge sentiment="danger" size="small">
          Expired
        </Badge>
      ) : expiry.state === 'soon' ? (
        <Badge sentiment="warning" size="small">
          {left}
        </Badge>
      ) : (
        left
      )}
    </time>
  )
}
