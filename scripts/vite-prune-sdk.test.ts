import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { pruneFields } from './vite-prune-sdk.ts'

const api = readFileSync(
  new URL('../node_modules/@scaleway/sdk-iam/dist/v1alpha1/api.gen.js', import.meta.url),
  'utf8',
)
const fieldsOf = (code: string) => [...code.matchAll(/^ {2}(\w+) = /gm)].map(([, name]) => name)

describe('pruneFields', () => {
  it('keeps what is named and what that uses, whole', () => {
    const pruned = pruneFields(api, new Set(['listUsers', 'getAPIKey', 'somethingElse']))
    expect(fieldsOf(pruned)).toEqual(['pageOfListUsers', 'listUsers', 'getAPIKey'])
    const start = api.indexOf('  getAPIKey = (')
    const field = api.slice(start, api.indexOf('\n  );\n', start))
    expect(field).toContain('/api-keys/${validatePathParam(')
    expect(pruned).toContain(field)
  })

  it('leaves a module alone whose every field is named', () => {
    const names = fieldsOf(api).filter((name) => name !== undefined)
    expect(names.length).toBeGreaterThan(60)
    expect(pruneFields(api, new Set(names))).toBe(api)
  })

  it('touches neither imports nor the class itself', () => {
    const pruned = pruneFields(api, new Set())
    expect(fieldsOf(pruned)).toEqual([])
    const code = pruned.replace(/^ {2}\/\*\*[^]*?\*\/\n/gm, '')
    expect(code).toMatch(/^import \{[^}]*\} from "@scaleway\/sdk-client"/)
    expect(code).toContain('class API extends API$1 {\n}\nexport {\n  API\n};')
  })
})
