import { invalidArgument, invalidArguments } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { passwordMessage, welcomeMessage } from '../mail/messages.ts'
import { findOrganization } from '../resources/organizations.ts'
import {
  findUser,
  password as passwordField,
  requireNotOthersOwner,
  WRITE_USER,
} from '../resources/user-rules.ts'

const resultSchema = z
  .discriminatedUnion('sent', [
    z.object({ sent: z.literal(true) }),
    z.object({
      sent: z.literal(false),
      reason: z.enum(['not_configured', 'failed']),
      message: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
    }),
  ])
  .openapi('MessageResult')

const sendMessage = operation(
  {
    method: 'post',
    path: '/console/v1/messages',
    id: 'sendMessage',
    summary: 'Send a member the welcome message or the password, or show what would be sent',
    tag: 'Console',
    body: z.object({
      kind: z.enum(['welcome', 'password']),
      user_id: uuid(),
      password: passwordField().optional(),
    }),
    response: resultSchema,
  },
  async (context) => {
    const { body, options, store } = context
    await context.require(WRITE_USER, { on: body.user_id })
    const user = await findUser(store, context, body.user_id)
    const organization = await findOrganization(store, user.organization_id)
    const facts = { user, organization, address: options.address?.() }
    const mail = async () => {
      if (body.kind === 'welcome') return welcomeMessage(facts)
      requireNotOthersOwner(context, user)
      if (body.password === undefined) {
        throw invalidArguments([
          { argument_name: 'password', reason: 'required', help_message: '' },
        ])
      }
      // Only what signs in is sent: the mail must not carry somebody's own words to a member. And
      // only what an administrator has set is compared: nobody is to guess a member's own here.
      const hash = user.password_chosen_by_other ? user.password_hash : null
      if (hash === null || !(await options.passwords.verify(hash, body.password))) {
        throw invalidArgument('password', 'is not the password that was set for this member')
      }
      return passwordMessage(facts, body.password)
    }
    const message = await mail()
    if (options.mailer === undefined) {
      return { sent: false as const, reason: 'not_configured' as const, message }
    }
    try {
      await options.mailer.send(message)
    } catch (error) {
      options.report?.(error, context.requestId)
      return { sent: false as const, reason: 'failed' as const, message }
    }
    return { sent: true as const }
  },
)

export const messageOperations: readonly Operation[] = [sendMessage]
