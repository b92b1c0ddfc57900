import { countNetwork } from '../http/attempt-limits.ts'
import type { RequestContext } from '../http/context.ts'
import { equalInConstantTime } from '../http/digests.ts'
import { deniedAuthentication } from '../http/errors.ts'
import { publicOperation, type Operation } from '../http/operation.ts'
import { secondsLater } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { codeMessage } from '../mail/messages.ts'
import type { UserRow } from '../store/schema.ts'
import type { Transaction } from '../store/store.ts'
import { refusedUnknown, refusedUntried, requireAttempt } from './failed-sign-ins.ts'
import { needsSetup } from './setup-token.ts'
import {
  candidatesFor,
  loginKeyOf,
  unlocked,
  wrongSignIn,
  type Candidate,
  type FirstFactor,
} from './sign-in.ts'

const LIFETIME_MINUTES = 10
/** A code that was sent so shortly ago is not followed by another. */
const RESEND_SECONDS = 60
const TRIES = 5
const DIGITS = 6

const getSignInOptions = publicOperation(
  {
    method: 'get',
    path: '/console/v1/sign-in-options',
    id: 'getSignInOptions',
    summary: 'Which ways of signing in there are besides the password',
    tag: 'Console',
    response: z.object({
      code: z.boolean(),
      /** Whether nobody can sign in yet: the server is to be set up first. */
      setup: z.boolean(),
    }),
  },
  async ({ options, store }) => ({
    code:
      options.mailer !== undefined &&
      (await store.count('organizations', { login_magic_code_enabled: true })) > 0,
    setup: await needsSetup(store),
  }),
)

const requestSignInCode = publicOperation(
  {
    method: 'post',
    path: '/console/v1/session/code',
    id: 'requestSignInCode',
    summary: 'Send a sign-in code by e-mail; the answer does not tell whether the user exists',
    tag: 'Console',
    body: z.object({ login: z.string().min(1).max(320) }),
    errors: ['too_many_requests'],
  },
  async (context) => {
    // Not only guesses are limited: each request may send somebody a message.
    await countNetwork(context, 'sign-in codes')
    // Not waited for: the time it takes would tell what the answer does not.
    void sendCodes(context, context.body.login).catch((error: unknown) =>
      context.options.report?.(error, context.requestId),
    )
  },
)

export const signInCodeOperations: readonly Operation[] = [getSignInOptions, requestSignInCode]

/**
 * Checks a login and a code that was sent by e-mail. A wrong code counts whether or not one was sent, as
 * who guesses must not learn that.
 *
 * @throws ApiError 401 for a wrong or old code; 429 for a login with too many failed attempts.
 */
export async function byCode(
  context: RequestContext,
  given: { login: string; code: string },
): Promise<FirstFactor> {
  const { now, store } = context
  const login = loginKeyOf(given.login)
  const candidates = await candidatesFor(context, login)
  const refusals = candidates.map(({ user, organization }) =>
    refusedUntried(user, organization, now),
  )
  const refusedNobody = await refusedUnknown(store, context, login)
  if (candidates.length === 0) {
    refusals.push(refusedNobody)
    await findCode(context, context.requestId, given.code)
  }
  for (const [index, { user, organization }] of candidates.entries()) {
    const found = await findCode(context, user.id, given.code)
    const usable = organization.login_magic_code_enabled && refusals[index] === undefined
    if (found !== undefined && usable) return codeFactor(user.id, found, now)
  }
  const wrong = candidates.map(({ user }) => user)
  await store.transaction((tx) => countTries(tx, wrong))
  throw await wrongSignIn(context, login, wrong, refusals)
}

/** The digest under which a user's code is stored, if this is the code, and not too old. */
async function findCode(
  { digests, now, store }: RequestContext,
  userId: string,
  code: string,
): Promise<string | undefined> {
  const row = await store.get('sign_in_codes', userId)
  const right = (await digests(codeText(userId, code))).find((digest) =>
    equalInConstantTime(row?.code_digest ?? digest.toUpperCase(), digest),
  )
  return row !== undefined && row.expires_at > now ? right : undefined
}

function codeFactor(userId: string, digest: string, now: string): FirstFactor {
  const code = { user_id: userId, code_digest: digest }
  return {
    needsSecond: true,
    async find(tx) {
      const user = await tx.get('users', userId)
      // Another request may have used it by now.
      if (user === undefined || (await tx.count('sign_in_codes', code)) === 0) {
        throw deniedAuthentication('unknown_method', 'not_found')
      }
      await requireAttempt(tx, user, now)
      return unlocked(user)
    },
    async useUp(tx) {
      await tx.delete('sign_in_codes', code)
    },
  }
}

/** A code is good for a few guesses only. */
async function countTries(tx: Transaction, users: readonly UserRow[]): Promise<void> {
  for (const { id } of users) {
    const row = await tx.get('sign_in_codes', id)
    if (row === undefined) continue
    const tries = row.tries + 1
    if (tries >= TRIES) await tx.delete('sign_in_codes', { user_id: id })
    else await tx.update('sign_in_codes', { user_id: id }, { tries })
  }
}

async function sendCodes(context: RequestContext, login: string): Promise<void> {
  if (context.options.mailer === undefined) return
  for (const candidate of await candidatesFor(context, login)) {
    if (candidate.user.locked || !candidate.organization.login_magic_code_enabled) continue
    await sendCode(context, candidate)
  }
}

async function sendCode(context: RequestContext, { user, organization }: Candidate): Promise<void> {
  const { now, options, store } = context
  const code = newCode(options.secrets())
  const code_digest = await context.digest(codeText(user.id, code))
  const made = await store.transaction(async (tx) => {
    const former = await tx.get('sign_in_codes', user.id)
    const recent = secondsLater(now, LIFETIME_MINUTES * 60 - RESEND_SECONDS)
    if (former !== undefined && former.expires_at > recent) return false
    await tx.delete('sign_in_codes', { user_id: user.id })
    await tx.insert('sign_in_codes', {
      user_id: user.id,
      code_digest,
      expires_at: secondsLater(now, LIFETIME_MINUTES * 60),
      tries: 0,
    })
    return true
  })
  if (made) await options.mailer?.send(codeMessage({ user, organization }, code, LIFETIME_MINUTES))
}

/** Six digits of the 48 random bits with which a UUID begins. */
function newCode(uuid: string): string {
  const random = Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)
  return String(random % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** What of a code is digested: with its user, as there are but a million codes. */
function codeText(userId: string, code: string): string {
  return `sign-in code ${userId} ${code.replaceAll(/\s/g, '')}`
}
