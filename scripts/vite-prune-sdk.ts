import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'

/** The SDK's API classes. Their methods are fields, which no bundler dares to leave out. */
const apiClass = /@scaleway[\\/]sdk-\w+[\\/]dist[\\/].*[\\/]api\.gen\.js$/

/**
 * Leaves out of the SDK's API classes the methods that the console's source never names, and with them
 * what only they import. Half of the SDK's weight goes.
 *
 * @param root the project's folder; everything under its `src` counts as the console's source
 */
export function pruneSdk(root: string): Plugin {
  let named: Set<string>
  return {
    name: 'iam-console:prune-sdk',
    apply: 'build',
    buildStart() {
      const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
      const words = sources.flatMap(
        (path) => readFileSync(join(root, path), 'utf8').match(/\b[a-z]\w+/g) ?? [],
      )
      named = new Set(words)
    },
    transform: {
      filter: { id: apiClass },
      handler: (code) => pruneFields(code, named),
    },
  }
}

/**
 * Removes the arrow-function fields of a module's classes that are neither named nor used by a field
 * that stays. Relies on the generator's layout: a field starts on a line of its own, two spaces in.
 *
 * @param named every name that the program might use
 * @returns the module's code without the fields
 */
export function pruneFields(code: string, named: ReadonlySet<string>): string {
  const start = /^ {2}(\w+) = (?:async )?\(/gm
  const fields = [...code.matchAll(start)].map(({ 1: name = '', index }) => ({
    name,
    index,
    end: endOfField(code, index),
  }))
  const kept = new Set<string>()
  const keep = (name: string): void => {
    const field = fields.find((candidate) => candidate.name === name)
    if (!field || kept.has(name)) return
    kept.add(name)
    for (const [, used = ''] of code.slice(field.index, field.end).matchAll(/this\.(\w+)/g)) {
      keep(used)
    }
  }
  for (const { name } of fields) if (named.has(name)) keep(name)
  return fields
    .filter(({ name }) => !kept.has(name))
    .reduceRight((pruned, { index, end }) => pruned.slice(0, index) + pruned.slice(end), code)
}

/** A field ends before the next one, its comment, or the end of its class. */
function endOfField(code: string, from: number): number {
  const next = /^(?: {2}(?:\w+ = (?:async )?\(|\/\*\*)|\})/gm
  next.lastIndex = from + 1
  return next.exec(code)?.index ?? code.length
}
