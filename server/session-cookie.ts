import { parse, serialize } from 'hono/utils/cookie'

import type { SessionCarrier } from '../backend/http/options.ts'

/**
 * Carries the console session in a cookie that no script can read and no other site can send.
 * Over TLS its name has the `__Host-` prefix, so that no neighbouring host can plant one.
 */
export class SessionCookie implements SessionCarrier {
  readonly #cookieHeader: string
  readonly #https: boolean
  #change: string | undefined

  constructor(cookieHeader: string | undefined, https: boolean) {
    this.#cookieHeader = cookieHeader ?? ''
    this.#https = https
  }

  read(): string | undefined {
    return parse(this.#cookieHeader, this.#name)[this.#name] || undefined
  }

  write(token: string, expiresAt: Date): void {
    this.#change = this.#serialize(token, expiresAt)
  }

  clear(): void {
    this.#change = this.#serialize('', new Date(0))
  }

  /** The Set-Cookie header to answer with, when the session began or ended in this request. */
  get setCookie(): string | undefined {
    return this.#change
  }

  get #name(): string {
    return this.#https ? '__Host-iam_session' : 'iam_session'
  }

  #serialize(value: string, expires: Date): string {
    return serialize(this.#name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: this.#https,
      expires,
    })
  }
}
