import { describe, expect, it } from 'vitest'

import { safeReturnTo } from './return-to.ts'

const origin = 'https://console.example'

describe('safeReturnTo', () => {
  it.each(['/iam/users', '/iam/users?q=a%20b&page=2', '/organization#x'])('takes %s', (path) => {
    expect(safeReturnTo(path, origin)).toBe(path)
  })

  it.each([
    null,
    '',
    'iam/users',
    'https://evil.example/',
    '//evil.example/path',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/sign-in?returnTo=/sign-in',
    '//',
    '/.//evil.example',
    '/..//evil.example/path',
  ])('turns %j into the start page', (path) => {
    expect(safeReturnTo(path, origin)).toBe('/organization')
  })
})
