import type { RequestContext } from '../http/context.ts'
import { invalidArgument } from '../http/errors.ts'
import { secondsLater } from '../http/requirements.ts'
import { newToken } from '../http/tokens.ts'
import type { WebauthnCeremonyRow } from '../store/schema.ts'
import { toDuration } from './durations.ts'

/** Seconds that a person has to find and touch the authenticator. */
const CEREMONY_SECONDS = 300

/** What an authenticator's answer is to be an answer to. */
type Ceremony = Pick<WebauthnCeremonyRow, 'user_id' | 'origin'>

/**
 * Makes a challenge for an authenticator; a former one of this user is good no more.
 *
 * @returns the challenge in base64, and how long it is good for as the API writes durations
 */
export async function startCeremony(
  { digest, now, options, store }: RequestContext,
  ceremony: Ceremony,
): Promise<{ readonly id: string; readonly challenge: string; readonly timeout: string }> {
  const challenge = bytesOf(newToken(options))
  const row: WebauthnCeremonyRow = {
    ...ceremony,
    id: options.ids(),
    // By its form in base64url, which is how browsers write it into what authenticators sign.
    challenge_digest: await digest(base64Url(challenge)),
    expires_at: secondsLater(now, CEREMONY_SECONDS),
  }
  await store.transaction(async (tx) => {
    await tx.delete('webauthn_ceremonies', { user_id: ceremony.user_id })
    await tx.insert('webauthn_ceremonies', row)
  })
  return { id: row.id, challenge: btoa(challenge), timeout: toDuration(CEREMONY_SECONDS) }
}

/**
 * Uses a ceremony up: nobody gets a second try at one challenge.
 *
 * @throws ApiError 400 for one that is unknown, used, too old, or of another user or page.
 */
export async function requireRunning(
  { now, store }: RequestContext,
  asked: Ceremony & { readonly id: string },
): Promise<WebauthnCeremonyRow> {
  const { id, user_id, origin } = asked
  const ceremony = await store.transaction(async (tx) => {
    const row = await tx.get('webauthn_ceremonies', id)
    if (row?.user_id !== user_id) return undefined
    await tx.delete('webauthn_ceremonies', { id })
    return row
  })
  if (ceremony === undefined || ceremony.expires_at <= now) {
    throw invalidArgument('ceremony_id', 'is not known, has been used, or is too old: start again')
  }
  if (ceremony.origin !== origin) {
    throw invalidArgument('origin', 'is not the one that the ceremony was started from')
  }
  return ceremony
}

/** Bytes of hexadecimal digits, each as one character. */
function bytesOf(hex: string): string {
  return hex.replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
}

function base64Url(bytes: string): string {
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
