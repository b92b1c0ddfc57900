import { Secret, TOTP } from 'otpauth'

/** Seconds that a one-time password is shown for, and its digits: what every authenticator app takes. */
const PERIOD = 30
const DIGITS = 6
const SECRET_BYTES = 20

/** How many steps a clock may be off, each way. */
const WINDOW = 1

/**
 * A secret for an authenticator app, in base32.
 *
 * @param random At least 40 random hexadecimal digits.
 */
export function totpSecret(random: string): string {
  return Secret.fromHex(random.slice(0, 2 * SECRET_BYTES)).base32
}

/**
 * The time step of which `code` is the one-time password: the present one, or a neighbour of it for
 * clocks that differ. Undefined for a wrong code and for one of a step not later than `lastStep`, as
 * a code is good once (RFC 6238, 5.2).
 */
export function acceptedStep(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | null,
): number | undefined {
  const timestamp = now.getTime()
  const delta = generator(secret).validate({ token: code, timestamp, window: WINDOW })
  if (delta === null) return undefined
  const step = Math.floor(timestamp / 1000 / PERIOD) + delta
  return lastStep !== null && step <= lastStep ? undefined : step
}

/** The one-time password of a moment. */
export function oneTimePassword(secret: string, now: Date): string {
  return generator(secret).generate({ timestamp: now.getTime() })
}

function generator(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS })
}
