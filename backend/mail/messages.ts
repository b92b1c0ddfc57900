import { displayName } from '../http/display-name.ts'
import type { Mail } from '../http/options.ts'
import type { OrganizationRow, UserRow } from '../store/schema.ts'

/** Who gets a message, from which Organization, and where the console is, if that is known. */
export interface MessageFacts {
  readonly user: UserRow
  readonly organization: OrganizationRow
  readonly address: string | undefined
}

/** What a new member needs to sign in for the first time, but for the password. */
export function welcomeMessage({ user, organization, address }: MessageFacts): Mail {
  return {
    to: user.email,
    subject: oneLine(`Your account in ${organization.name}`),
    text: paragraphs(
      greeting(user),
      `You are now a member of the Organization ${organization.name}.`,
      lines(
        address === undefined ? undefined : `Sign in at: ${address}/sign-in`,
        `Username: ${user.username}`,
        organization.alias === '' ? undefined : `Organization alias: ${organization.alias}`,
        `Organization ID: ${organization.id}`,
      ),
      user.password_hash === null
        ? 'You have no password. Sign in with a code that is sent to this address.'
        : 'You get your password from whoever added you, or in another message.',
    ),
  }
}

/** A password that an administrator has chosen. */
export function passwordMessage(
  { user, organization, address }: MessageFacts,
  password: string,
): Mail {
  return {
    to: user.email,
    subject: oneLine(`Your password in ${organization.name}`),
    text: paragraphs(
      greeting(user),
      `An administrator of the Organization ${organization.name} has set your password.`,
      lines(
        address === undefined ? undefined : `Sign in at: ${address}/sign-in`,
        `Username: ${user.username}`,
        `Password: ${password}`,
      ),
      'Choose a password of your own after signing in, and delete this message.',
    ),
  }
}

/** A code that signs in once. It holds no link, so that nobody learns to follow one. */
export function codeMessage(
  { user, organization }: Omit<MessageFacts, 'address'>,
  code: string,
  minutes: number,
): Mail {
  return {
    to: user.email,
    subject: oneLine(`Sign-in code for ${organization.name}`),
    text: paragraphs(
      greeting(user),
      `Your code to sign in to ${organization.name} is: ${code}`,
      `It works once, within ${minutes} minutes. If you did not ask for it, somebody else entered your username; ignore this message and tell nobody the code.`,
    ),
  }
}

function greeting(user: UserRow): string {
  return `Hello ${displayName(user)},`
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n')
}

function paragraphs(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}

/** A header takes one line: control characters would end it and begin another. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}
