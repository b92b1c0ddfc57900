import { type OrganizationAnswer, type OrganizationDetails, organizationOf } from './console-api.ts'
import { callConsole } from './console-call.ts'

/** Changes the Organization's name, or whether MFA is enforced. @throws ApiError */
export async function updateOrganization(changes: {
  name?: string
  enforceMfa?: boolean
}): Promise<OrganizationDetails> {
  return organizationOf(
    await callConsole<OrganizationAnswer>('PATCH', '/console/v1/organization', {
      name: changes.name,
      enforce_mfa: changes.enforceMfa,
    }),
  )
}

/** A message to a user as it is sent. */
export interface Message {
  to: string
  subject: string
  text: string
}

/** A message was sent, or why not and what it would have said; that may hold a password. */
export type SendMessageResult =
  | { sent: true }
  | { sent: false; reason: 'not_configured' | 'failed'; message: Message }

/**
 * Sends a member the welcome message or the password.
 *
 * @param message `password` is the member's present one, for the kind `password` only
 * @returns what would have been sent, when it could not be: show it once and do not keep it
 * @throws ApiError
 */
export async function sendMessage(
  message:
    | { kind: 'welcome'; userId: string }
    | { kind: 'password'; userId: string; password: string },
): Promise<SendMessageResult> {
  return callConsole('POST', '/console/v1/messages', {
    kind: message.kind,
    user_id: message.userId,
    ...('password' in message && { password: message.password }),
  })
}
