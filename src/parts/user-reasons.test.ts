import { expect, it } from 'vitest'

import { userReasons } from './user-reasons.ts'

const LACKING = 'You are not allowed to change users.'
const member = { id: 'member', type: 'member' } as const
const owner = { id: 'owner', type: 'owner' } as const

function refused(...args: Parameters<typeof userReasons>): string[] {
  return Object.entries(userReasons(...args))
    .filter(([, reason]) => reason !== undefined)
    .map(([name]) => name)
}

it.each([
  ['an admin and a member', member, 'admin', undefined, []],
  [
    'an admin and the Owner',
    owner,
    'admin',
    undefined,
    ['email', 'username', 'password', 'mfa', 'lock', 'delete'],
  ],
  ['the Owner and the Owner', owner, 'owner', undefined, ['lock', 'delete']],
  ['a member and the own user', member, 'member', LACKING, ['username', 'lock']],
  ['an admin and the own user', member, 'member', undefined, ['lock']],
  [
    'a member and another',
    member,
    'other',
    LACKING,
    ['profile', 'email', 'username', 'password', 'mfa', 'lock', 'delete'],
  ],
] as const)('%s', (_, user, selfId, lacking, names) => {
  expect(refused(user, selfId, lacking)).toEqual(names)
})
