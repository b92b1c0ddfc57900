import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

import { namedIn, pruneFields, sourcesOf } from './vite-prune-sdk.ts'

const root = join(import.meta.dirname, '..')
const modules = ['sdk-iam/dist/v1alpha1', 'sdk-account/dist/v3'].map((folder) =>
  readFileSync(join(root, 'node_modules/@scaleway', folder, 'api.gen.js'), 'utf8'),
)
const [iam = ''] = modules

/** The source of each class member by its name. */
function membersOf(code: string): Map<string, string> {
  const { program, errors } = parseSync('api.js', code)
  expect(errors).toEqual([])
  const members = program.body.flatMap((each) =>
    each.type === 'ClassDeclaration' ? each.body.body : [],
  )
  return new Map(
    members.map((member) => {
      const source = code.slice(member.start, member.end)
      return [source.slice(0, source.indexOf(' ')), source]
    }),
  )
}

describe('pruneFields', () => {
  it('keeps what is named and what that uses', () => {
    const pruned = pruneFields(iam, new Set(['listUsers', 'getAPIKey', 'somethingElse']))
    expect([...membersOf(pruned).keys()]).toEqual(['pageOfListUsers', 'listUsers', 'getAPIKey'])
  })

  it('leaves a module alone whose every field is named', () => {
    for (const code of modules) {
      const names = membersOf(code)
      expect(names.size).toBeGreaterThan(10)
      expect(pruneFields(code, new Set(names.keys()))).toBe(code)
    }
  })

  it('keeps every field that it keeps as it was', () => {
    for (const code of modules) {
      const whole = membersOf(code)
      for (const name of whole.keys()) {
        const pruned = membersOf(pruneFields(code, new Set([name])))
        expect(pruned.get(name)).toBe(whole.get(name))
        for (const [kept, source] of pruned) expect(source).toBe(whole.get(kept))
      }
    }
  })

  it('keeps what another kind of member uses, and that member', () => {
    const code = `class A {
  one = () => 1;
  two = () => 2;
  three() { return this.one() }
  static four = () => 4;
  limit = 5;
}`
    expect([...membersOf(pruneFields(code, new Set())).keys()]).toEqual([
      'one',
      'three()',
      'static',
      'limit',
    ])
  })

  it('touches neither imports nor the class itself', () => {
    const pruned = pruneFields(iam, new Set())
    expect(membersOf(pruned).size).toBe(0)
    expect(pruned).toMatch(/^import \{[^}]*\} from "@scaleway\/sdk-client"/)
    expect(pruned).toContain('class API extends API$1 {')
  })
})

describe('the console’s source', () => {
  const sources = sourcesOf(root)

  it('finds every method that it calls in the pruned classes', () => {
    const called = sources.flatMap((source) =>
      Array.from(source.matchAll(/\b(?:iam|account|api)\s*\.(\w+)\(/g), ([, name]) => name),
    )
    expect(new Set(called).size).toBeGreaterThan(10)
    const named = namedIn(root)
    const left = new Map(modules.flatMap((code) => Array.from(membersOf(pruneFields(code, named)))))
    for (const name of called) expect([...left.keys()]).toContain(name)
  })

  it('computes no method’s name, which no source would show', () => {
    expect(sources.filter((source) => /\b(?:iam|account|api)\s*(?:\?\.)?\[/.test(source))).toEqual(
      [],
    )
  })
})
