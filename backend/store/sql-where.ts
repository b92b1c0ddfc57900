import { joined, name, sql, type Sql, type SqlKind } from './sql-text.ts'
import { wordEnds } from './store.ts'
import type { Filter, Test } from './where.ts'

/**
 * Gives a filter as SQL. Wherever the two databases would answer differently, the form is chosen that
 * makes them agree: null-safe inequality, and for a search by letter in SQLite not `like`, which it
 * reads without regard to case; PostgreSQL knows indexes for `like`.
 */
export function sqlWhere(kind: SqlKind, { tests, or }: Filter): Sql {
  const conditions = tests.map(({ column, test }) => sqlTest(kind, name(column), test))
  if (or) {
    const alternatives = or.map((each) => sqlWhere(kind, each))
    conditions.push(alternatives.length === 0 ? sql`false` : inBrackets(alternatives, ' or '))
  }
  return conditions.length === 0 ? sql`true` : inBrackets(conditions, ' and ')
}

function sqlTest(kind: SqlKind, column: Sql, test: Test): Sql {
  switch (test.is) {
    case 'equal':
      return test.value === null ? sql`${column} is null` : sql`${column} = ${test.value}`
    case 'not':
      return test.value === null
        ? sql`${column} is not null`
        : sql`${column} is distinct from ${test.value}`
    case 'atLeast':
      return sql`${column} >= ${test.value}`
    case 'atMost':
      return sql`${column} <= ${test.value}`
    case 'below':
      return sql`${column} < ${test.value}`
    case 'above':
      return sql`${column} > ${test.value}`
    case 'in': {
      const [first, ...more] = test.values
      // PostgreSQL takes a list for ten values, and plans anew each time where one costs much less.
      if (first !== undefined && more.length === 0) return sql`${column} = ${first}`
      // One parameter for the whole list: no limit on its length, and one statement to prepare.
      return kind === 'sqlite'
        ? sql`${column} in (select value from json_each(${JSON.stringify(test.values)}))`
        : sql`${column} = any(${test.values})`
    }
    case 'inRows':
      return sql`${column} in (select ${name(test.column)} from ${name(test.table)} where ${sqlWhere(kind, test.where)})`
    case 'contains':
      return kind === 'sqlite'
        ? sql`instr(${column}, ${test.text}) > 0`
        : sql`${column} like ${`%${test.text.replaceAll(/[\\%_]/g, '\\$&')}%`}`
    case 'wordBegins':
      return kind === 'sqlite'
        ? inBrackets(
            [
              sql`substr(${column}, 1, ${[...test.text].length}) = ${test.text}`,
              ...wordEnds.map((end) => sql`instr(${column}, ${`${end}${test.text}`}) > 0`),
            ],
            ' or ',
          )
        : sql`${column} ~ ${`(^|[${wordEnds.map(plain).join('')}])${plain(test.text)}`}`
  }
}

/** A text as a regular expression of PostgreSQL that means itself. */
function plain(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&')
}

function inBrackets(conditions: readonly Sql[], separator: ' and ' | ' or '): Sql {
  return sql`(${joined(conditions, separator)})`
}
