import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'

const usernameRules = ValidationRules.UpdateUserUsernameRequest.username
const nameRules = ValidationRules.UpdateUserRequest
const codeRules = ValidationRules.ValidateUserMFAOTPRequest.oneTimePassword

export const USERNAME_MAX_LENGTH = usernameRules.maxLength
export const PERSON_NAME_MAX_LENGTH = nameRules.firstName.maxLength
/** The API's limits, which the client's rules do not carry. */
export const EMAIL_MAX_LENGTH = 320
export const PHONE_MAX_LENGTH = 50
/** No hash of passwords reads more than this. */
export const PASSWORD_MAX_BYTES = 72
/** The API takes any password that is not empty; this is the console's own rule. */
export const PASSWORD_MIN_LENGTH = 8

/** What is wrong with a username, for people; undefined when nothing is. */
export function usernameProblem(username: string): string | undefined {
  if (username === '') return 'Enter a username.'
  if (username.length < usernameRules.minLength) {
    return `Use at least ${usernameRules.minLength} characters.`
  }
  if (username.length > usernameRules.maxLength) {
    return `Use at most ${usernameRules.maxLength} characters; this has ${username.length}.`
  }
  if (!usernameRules.pattern.test(username)) {
    return 'Use only letters without accents, digits and @ . _ -.'
  }
  return undefined
}

/** What is wrong with a new password, for people; undefined when nothing is. */
export function passwordProblem(password: string): string | undefined {
  if (password === '') return 'Enter a password.'
  if ([...password].length < PASSWORD_MIN_LENGTH) {
    return `Use at least ${PASSWORD_MIN_LENGTH} characters.`
  }
  const bytes = new TextEncoder().encode(password).length
  if (bytes > PASSWORD_MAX_BYTES) {
    return `Use at most ${PASSWORD_MAX_BYTES} bytes; this has ${bytes}. A letter with an accent takes two.`
  }
  return undefined
}

/** What is wrong with an email address, for people; undefined when nothing is. */
export function emailProblem(email: string): string | undefined {
  if (email.trim() === '') return 'Enter an email address.'
  if (email.length > EMAIL_MAX_LENGTH) return `Use at most ${EMAIL_MAX_LENGTH} characters.`
  return /^[^\s@]+@[^\s@]+$/.test(email.trim())
    ? undefined
    : 'Enter an email address such as name@example.com.'
}

/** What is wrong with a first or last name, which may be empty; undefined when nothing is. */
export function personNameProblem(name: string): string | undefined {
  return name.length > PERSON_NAME_MAX_LENGTH
    ? `Use at most ${PERSON_NAME_MAX_LENGTH} characters; this has ${name.length}.`
    : undefined
}

/** What is wrong with a phone number, which may be empty; undefined when nothing is. */
export function phoneProblem(phone: string): string | undefined {
  if (phone.length > PHONE_MAX_LENGTH) return `Use at most ${PHONE_MAX_LENGTH} characters.`
  return phone === '' || /^\+?[0-9 ().-]{3,}$/.test(phone)
    ? undefined
    : 'Use digits, spaces and + ( ) . -, such as +33 1 23 45 67 89.'
}

/** The digits of a one-time password as people type them: spaces do not count. */
export function oneTimePasswordOf(typed: string): string {
  return typed.replaceAll(/\s/g, '')
}

/** What is wrong with a one-time password, for people; undefined when nothing is. */
export function oneTimePasswordProblem(typed: string): string | undefined {
  const code = oneTimePasswordOf(typed)
  if (code === '') return 'Enter the one-time password that your app shows.'
  return codeRules.pattern.test(code) ? undefined : 'A one-time password has 6 digits.'
}
