import { expect, it } from 'vitest'

import { SessionCookie } from './session-cookie.ts'

const end = new Date('2026-12-01T10:00:00Z')

it('reads the session among other cookies, and an empty one as none', () => {
  expect(new SessionCookie('theme=dark; iam_session=abc123; x=1', false).read()).toBe('abc123')
  expect(new SessionCookie('iam_session=', false).read()).toBeUndefined()
  expect(new SessionCookie('other_iam_session=abc', false).read()).toBeUndefined()
  expect(new SessionCookie(undefined, false).read()).toBeUndefined()
})

it('keeps the cookie from scripts and from other sites', () => {
  const cookie = new SessionCookie(undefined, false)
  expect(cookie.setCookie).toBeUndefined()
  cookie.write('abc123', end)
  expect(cookie.setCookie).toBe(
    'iam_session=abc123; Path=/; Expires=Tue, 01 Dec 2026 10:00:00 GMT; HttpOnly; SameSite=Strict',
  )
})

it('binds the cookie to this host over TLS', () => {
  const cookie = new SessionCookie('iam_session=planted; __Host-iam_session=ours', true)
  expect(cookie.read()).toBe('ours')
  cookie.write('abc123', end)
  expect(cookie.setCookie).toContain('__Host-iam_session=abc123; Path=/;')
  expect(cookie.setCookie).toContain('; Secure')
})

it('ends the session in the browser', () => {
  const cookie = new SessionCookie('iam_session=abc123', false)
  cookie.clear()
  expect(cookie.setCookie).toContain('iam_session=; Path=/; Expires=Thu, 01 Jan 1970')
})
