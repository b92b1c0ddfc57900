import type { Store } from '../store/store.ts'
import type { FaultPlan } from './faults.ts'
import type { Peppers } from './peppers.ts'

/** Hashes and checks passwords; `verify` gives false for a hash it cannot read. */
export interface PasswordHasher {
  /** Gives a PHC string. */
  hash(password: string): Promise<string>
  verify(phc: string, password: string): Promise<boolean>
}

/** A message to one person, in plain text. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends mail; rejects when it could not be handed over. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

export interface BackendOptions {
  store: Store
  clock: () => Date
  /** The clock that authenticator apps go by; `clock` unless given. */
  authenticatorClock?: () => Date
  /** UUID v4 of a new row. */
  ids: () => string
  /** `SCW` and 17 characters of Crockford's base32. */
  accessKeys: () => string
  /** UUID v4 from a cryptographic generator: the secret of an API key. */
  secrets: () => string
  /** The keys under which secrets and tokens are kept in the store. */
  peppers: Peppers
  passwords: PasswordHasher
  mode: 'mock' | 'local'
  /** Absent where no mail can be sent; what would have been sent is then shown instead. */
  mailer?: Mailer
  /** Gives the address at which people open the console, for messages. */
  address?: () => string
  /** Failures and delays on purpose, for scenarios and tests; absent in production. */
  faults?: FaultPlan
  /**
   * Is told when something was refused because its time was over, and when that was. The carrier sees
   * to it that its clock shows no earlier time again, not even after a restart.
   */
  expired?: (at: string) => Promise<void>
  /** Is told of every unexpected failure. */
  report?: (error: unknown, requestId: string) => void
}

/** The console's session token as its carrier keeps it: a cookie, or the mock page's memory. */
export interface SessionCarrier {
  read(): string | undefined
  write(token: string, expiresAt: Date): void
  clear(): void
}

/** What a request came to, in the program's own words: never a text of the client's. */
export interface Outcome {
  /** The pattern of the path, such as `/iam/v1alpha1/users/{user_id}`. */
  readonly route: string
  /** Its name in the OpenAPI document. */
  readonly operation?: string
  /** Why it was refused: the error's reason where it has one, else its type. */
  readonly error?: string
}

/** Where a request comes from. */
export interface Caller {
  ip: string
  /** The sender's program, where the request has no header for it; else the header says. */
  userAgent?: string
  session: SessionCarrier
  /** Aborts when the client goes away before its answer is complete. */
  readonly signal?: AbortSignal
  /** A UUID; made when absent. */
  requestId?: string
  /** Is told the id of the user or application as soon as it is authenticated, for a log. */
  identified?: (bearerId: string) => void
  /** Is told what the request came to, for measurements. */
  answered?: (outcome: Outcome) => void
}
