import { serverNow } from '../api/clock.ts'
import { Badge } from '../ui/badge.tsx'
import { formatMoment } from '../ui/formats.ts'
import { expiryOf, timeLeft } from './expiry.ts'

/** When a key stops working: a date far away as text, one that is near or past as a badge. */
export function ExpiryCell({ expiresAt }: { expiresAt: Date | undefined }) {
  const now = serverNow()
  const expiry = expiryOf(expiresAt, now)
  if (expiry.state === 'never') return 'Never'
  const left = timeLeft(expiry.at, now)
  return (
    <time
      dateTime={expiry.at.toISOString()}
      title={formatMoment(expiry.at, 'long')}
      className="inline-flex whitespace-nowrap"
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
