import { describe, expect, it } from 'vitest'

import { methodsProblem } from './login-methods.ts'

const off = {
  loginPasswordEnabled: false,
  loginMagicCodeEnabled: false,
  loginOauth2Enabled: false,
  loginSamlEnabled: false,
}

describe('methodsProblem', () => {
  it('wants one method on', () => {
    expect(methodsProblem(off, ['email'])).toBe('At least one method must stay on.')
  })

  it('does not count methods that nobody can use', () => {
    expect(methodsProblem({ ...off, loginSamlEnabled: true }, ['email'])).toMatch(/Password or/)
    expect(methodsProblem({ ...off, loginMagicCodeEnabled: true }, [])).toMatch(/^Password must/)
  })

  it('is content with one that works', () => {
    expect(methodsProblem({ ...off, loginSamlEnabled: true }, ['federation'])).toBeUndefined()
    expect(methodsProblem({ ...off, loginPasswordEnabled: true }, [])).toBeUndefined()
    expect(methodsProblem({ ...off, loginMagicCodeEnabled: true }, ['email'])).toBeUndefined()
  })
})
