import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { useCallback, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { sendMessage, type SendMessageResult } from '../../api/organization-api.ts'
import { useSession } from '../../api/session.ts'
import type { Member } from '../../parts/members-picker.tsx'
import { type NewPassword, passwordOf } from '../../parts/new-password-field.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { userName } from '../../parts/user-name.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { useCreateUser, useJoinGroup } from './user-life.ts'

/** What the form for a new member asks. */
export interface NewMember {
  username: string
  password: NewPassword
  sendPassword: boolean
  email: string
  sendWelcome: boolean
  firstName: string
  lastName: string
  tags: string[]
  groups: Member<'group'>[]
}

export type MessageKind = 'welcome' | 'password'

/** What became of a message: an answer, or the sentence that says why there is none. */
export type MessageOutcome = { kind: MessageKind } & (SendMessageResult | { failure: string })

/** A member that was made, and what of the rest still needs the administrator. */
export interface AddOutcome {
  user: User
  /** To be shown once: the password nobody else has. Empty when nothing has to be handed over. */
  password: string
  messages: readonly MessageOutcome[]
  /** Groups that the member could not be added to, and why. */
  refusals: readonly { group: Member<'group'>; message: string }[]
}

/** Adds a member, and tells what is left to do. */
export interface AddMember {
  /** Set once the member is made, when something is left. It may hold the password. */
  outcome: AddOutcome | undefined
  /** Makes the member. @throws ApiError when that fails; what comes after it is told by `outcome` */
  add: (member: NewMember) => Promise<void>
  /** Tries again what failed. */
  retry: () => Promise<void>
  /** Forgets the outcome and goes to the list. */
  finish: () => void
  /** Forgets the outcome. */
  forget: () => void
}

/**
 * Makes the member first; then the groups and the messages, each of which may fail by itself without
 * taking the member away.
 */
export function useAddMember(): AddMember {
  const navigate = useNavigateFromHere()
  const { capabilities } = useSession()
  const creation = useCreateUser()
  const joining = useJoinGroup()
  const [outcome, setOutcome] = useState<AddOutcome>()
  const forget = useCallback(() => setOutcome(undefined), [])

  const join = async (userId: string, groups: readonly Member<'group'>[]) => {
    const refusals: AddOutcome['refusals'][number][] = []
    for (const group of groups) {
      try {
        await joining.mutateAsync({ userId, groupId: group.id })
      } catch (error) {
        refusals.push({ group, message: toApiError(error).message })
      }
    }
    return refusals
  }

  const send = (userId: string, kinds: readonly MessageKind[], password: string) =>
    Promise.all(
      kinds.map(async (kind): Promise<MessageOutcome> => {
        try {
          const result = await sendMessage(
            kind === 'password' ? { kind, userId, password } : { kind, userId },
          )
          return { kind, ...result }
        } catch (error) {
          return { kind, failure: toApiError(error).message }
        }
      }),
    )

  const show = (user: User) =>
    // Newest first, so that the new row is on the page that opens.
    navigate(`${paths.users()}?sort=created_at_desc`, { state: { highlight: user.id } })

  return {
    outcome,

    async add(member) {
      const password = passwordOf(member.password)
      // Where this installation sends the messages, it does so once the member is there.
      const bySelf = capabilities.includes('messages')
      const user = await creation.mutateAsync({
        sendWelcomeEmail: !bySelf && member.sendWelcome,
        sendPasswordEmail: !bySelf && member.sendPassword && password !== '',
        username: member.username,
        password,
        email: member.email.trim(),
        firstName: member.firstName.trim(),
        lastName: member.lastName.trim(),
        phoneNumber: '',
        locale: '',
        tags: member.tags,
      })
      const refusals = await join(user.id, member.groups)
      const kinds: MessageKind[] = [
        ...(member.sendWelcome ? (['welcome'] as const) : []),
        ...(member.sendPassword && password ? (['password'] as const) : []),
      ]
      const messages = bySelf ? await send(user.id, kinds, password) : []
      const mailed = bySelf
        ? messages.some((message) => message.kind === 'password' && isSent(message))
        : kinds.includes('password')
      const handOver = !mailed && (member.password.source === 'generated' || member.sendPassword)
      const next = { user, password: handOver ? password : '', messages, refusals }
      if (isDone(next)) {
        await show(user)
        toast({ sentiment: 'success', text: `${userName(user)} added` })
      } else {
        setOutcome(next)
      }
    },

    async retry() {
      if (!outcome) return
      const { user, password } = outcome
      const refusals = await join(
        user.id,
        outcome.refusals.map(({ group }) => group),
      )
      const failed = outcome.messages.filter((message) => 'failure' in message)
      const again = await send(
        user.id,
        failed.map(({ kind }) => kind),
        password,
      )
      const messages = outcome.messages.map(
        (message) => again.find(({ kind }) => kind === message.kind) ?? message,
      )
      const mailed = again.some((message) => message.kind === 'password' && isSent(message))
      setOutcome({ ...outcome, password: mailed ? '' : password, messages, refusals })
    },

    finish() {
      forget()
      if (outcome) void show(outcome.user)
    },

    forget,
  }
}

/** Whether a message was sent. */
export function isSent(message: MessageOutcome): boolean {
  return 'sent' in message && message.sent
}

function isDone({ password, messages, refusals }: AddOutcome): boolean {
  return password === '' && refusals.length === 0 && messages.every(isSent)
}
