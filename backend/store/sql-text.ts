import { CompiledQuery, type Kysely, type QueryResult } from 'kysely'

import type { Stored } from './record.ts'

/** The databases whose SQL the store speaks. */
export type SqlKind = 'sqlite' | 'postgres'

/** What a parameter holds; only PostgreSQL takes a list. */
type Parameter = Stored | readonly Stored[]

/**
 * A statement or a part of one: text, and between its pieces the parameters.
 *
 * Kysely's builder takes a tenth of a millisecond for a statement, a fifth of all that the server does
 * for a request; these take a few thousandths.
 */
export class Sql {
  /** One more than there are parameters. */
  readonly pieces: readonly string[]
  readonly parameters: readonly Parameter[]

  constructor(pieces: readonly string[], parameters: readonly Parameter[]) {
    this.pieces = pieces
    this.parameters = parameters
  }
}

/** A part of a statement as it is written: what is put in becomes a parameter, or part of it. */
export function sql(strings: TemplateStringsArray, ...given: readonly (Sql | Parameter)[]): Sql {
  const pieces: string[] = []
  const parameters: Parameter[] = []
  let text = strings[0] ?? ''
  for (const [index, part] of given.entries()) {
    if (part instanceof Sql) {
      const last = part.pieces.length - 1
      for (const [at, piece] of part.pieces.entries()) {
        text += piece
        if (at === last) break
        pieces.push(text)
        text = ''
      }
      parameters.push(...part.parameters)
    } else {
      pieces.push(text)
      parameters.push(part)
      text = ''
    }
    text += strings[index + 1] ?? ''
  }
  pieces.push(text)
  return new Sql(pieces, parameters)
}

/** Text that is SQL already. Nothing of a request may be in it. */
function raw(text: string): Sql {
  return new Sql([text], [])
}

/** The name of a table or a column. */
export function name(text: string): Sql {
  return raw(`"${text.replaceAll('"', '""')}"`)
}

/** A value that stands in the statement itself. */
export function literal(value: string | number): Sql {
  return raw(typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`)
}

/** Parts one after another, with a text between each two. */
export function joined(parts: readonly (Sql | Parameter)[], separator = ', '): Sql {
  const strings = parts.map((_, index) => (index === 0 ? '' : separator))
  return sql([...strings, ''] as unknown as TemplateStringsArray, ...parts)
}

/** Runs a statement and gives its rows. */
export type Run = (statement: Sql) => Promise<QueryResult<Readonly<Record<string, Stored>>>>

/** Runs statements on any connection to a database, or on that of a transaction. */
export function runOn(db: Pick<Kysely<never>, 'executeQuery'>, kind: SqlKind): Run {
  return ({ pieces, parameters }) => {
    let text = pieces[0] ?? ''
    for (let index = 1; index < pieces.length; index += 1) {
      text += (kind === 'postgres' ? `$${index}` : '?') + (pieces[index] ?? '')
    }
    return db.executeQuery(CompiledQuery.raw(text, [...parameters]))
  }
}
