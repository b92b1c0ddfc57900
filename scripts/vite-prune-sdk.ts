import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSync, type Plugin } from 'vite'

/** The SDK's API classes. Their methods are fields, which no bundler dares to leave out. */
const apiClass = /@scaleway[\\/]sdk-\w+[\\/]dist[\\/].*[\\/]api\.gen\.js(\?writes)?$/

/** Invents a name for what is created without one: a dictionary that the console has no use for. */
const randomName = /^@scaleway\/random-name$/
const noName = '\0iam-console:no-name'

/** Who gets copies of the SDK's modules of its own, and what marks them. */
const writer = /\/src\/api\/write-client\.ts$/
const forWriting = '?writes'
const reads = /^(get|list|pageOf)/

/**
 * Leaves out of the SDK's API classes the methods that the console's source never names, and with them
 * what only they import. Half of the SDK's weight goes. What is left comes twice: the methods that
 * read, which the first page needs, and for `src/api/write-client.ts` those that write. What is created
 * without a name keeps none, so that the API can refuse it.
 *
 * @param root the project's folder; everything under its `src` counts as the console's source
 */
export function pruneSdk(root: string): Plugin {
  let named: Set<string>
  return {
    name: 'iam-console:prune-sdk',
    apply: 'build',
    // Before the package is found.
    enforce: 'pre',
    buildStart() {
      named = namedIn(root)
    },
    async resolveId(source, importer = '') {
      if (randomName.test(source)) return noName
      const copied = importer.endsWith(forWriting)
        ? /^(\.|@scaleway\/)/.test(source)
        : writer.test(importer) && source.startsWith('@scaleway/')
      if (!copied) return null
      const original = importer.replace(forWriting, '')
      const found = await this.resolve(source, original, { skipSelf: true })
      return found && { ...found, id: `${found.id}${forWriting}` }
    },
    load: {
      filter: { id: /^\0iam-console:no-name$/ },
      handler: () => "export default () => ''",
    },
    transform: {
      filter: { id: apiClass },
      handler: (code, id) =>
        pruneFields(
          code,
          new Set([...named].filter((name) => reads.test(name) !== id.endsWith(forWriting))),
        ),
    },
  }
}

/** Every word of the source that could be a method's name. */
export function namedIn(root: string): Set<string> {
  return new Set(sourcesOf(root).flatMap((source) => source.match(/\b[a-z]\w+/g) ?? []))
}

/** The console's source, one text a file. */
export function sourcesOf(root: string): string[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
}

/**
 * Removes the arrow-function fields of a module's classes that are neither named nor used by anything
 * that stays. A module without such a class comes back as it is.
 *
 * @param named every name that the program might use
 * @returns the module's code without the fields
 */
export function pruneFields(code: string, named: ReadonlySet<string>): string {
  const members = classMembers(code)
  const kept = new Set<Member>()
  const keep = (member: Member): void => {
    if (kept.has(member)) return
    kept.add(member)
    const used = code.slice(member.start, member.end).matchAll(/\bthis\.(\w+)/g)
    for (const [, name] of used) members.filter((each) => each.field === name).forEach(keep)
  }
  members.filter(({ field }) => field === undefined || named.has(field)).forEach(keep)
  return members
    .filter((member) => !kept.has(member))
    .reduceRight((pruned, { start, end }) => pruned.slice(0, start) + pruned.slice(end), code)
}

interface Member {
  /** The name of an arrow-function field; members of any other kind have none. */
  field: string | undefined
  start: number
  end: number
}

/** What the module's classes are made of, in order. */
function classMembers(code: string): Member[] {
  return parseSync('api.js', code).program.body.flatMap((statement) =>
    statement.type !== 'ClassDeclaration'
      ? []
      : statement.body.body.map((member) => ({
          start: member.start,
          end: member.end,
          field:
            member.type === 'PropertyDefinition' &&
            !member.static &&
            member.key.type === 'Identifier' &&
            member.value?.type === 'ArrowFunctionExpression'
              ? member.key.name
              : undefined,
        })),
  )
}
