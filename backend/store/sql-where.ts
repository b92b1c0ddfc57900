import { type RawBuilder, sql, type SqlBool } from 'kysely'

import { wordEnds } from './store.ts'
import type { Filter, Test } from './where.ts'

/** The databases whose SQL the store speaks. */
export type SqlKind = 'sqlite' | 'postgres'

type Condition = RawBuilder<SqlBool>

/**
 * Gives a filter as SQL. Wherever the two databases would answer differently, the form is chosen that
 * makes them agree: null-safe inequality, and for a search by letter in SQLite not `like`, which it
 * reads without regard to case; PostgreSQL knows indexes for `like`.
 */
export function sqlWhere(kind: SqlKind, { tests, or }: Filter): Condition {
  const conditions = tests.map(({ column, test }) => sqlTest(kind, sql.ref(column), test))
  if (or)
    conditions.push(
      joined(
        or.map((each) => sqlWhere(kind, each)),
        sql` or `,
        sql`false`,
      ),
    )
  return joined(conditions, sql` and `, sql`true`)
}

function sqlTest(kind: SqlKind, column: RawBuilder<unknown>, test: Test): Condition {
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
    case 'in':
      // PostgreSQL takes a list for ten values, and plans anew each time where one costs much less.
      if (test.values.length === 1) return sql`${column} = ${test.values[0]}`
      // One parameter for the whole list: no limit on its length, and one statement to prepare.
      return kind === 'sqlite'
        ? sql`${column} in (select value from json_each(${JSON.stringify(test.values)}))`
        : sql`${column} = any(${test.values})`
    case 'inRows':
      return sql`${column} in (select ${sql.ref(test.column)} from ${sql.table(test.table)} where ${sqlWhere(kind, test.where)})`
    case 'contains':
      return kind === 'sqlite'
        ? sql`instr(${column}, ${test.text}) > 0`
        : sql`${column} like ${`%${test.text.replaceAll(/[\\%_]/g, '\\$&')}%`}`
    case 'wordBegins':
      return kind === 'sqlite'
        ? joined(
            [
              sql`substr(${column}, 1, ${[...test.text].length}) = ${test.text}`,
              ...wordEnds.map((end) => sql<SqlBool>`instr(${column}, ${`${end}${test.text}`}) > 0`),
            ],
            sql` or `,
            sql`false`,
          )
        : sql`${column} ~ ${`(^|[${wordEnds.map(plain).join('')}])${plain(test.text)}`}`
  }
}

/** A text as a regular expression of PostgreSQL that means itself. */
function plain(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&')
}

function joined(
  conditions: Condition[],
  separator: RawBuilder<unknown>,
  whenEmpty: Condition,
): Condition {
  return conditions.length === 0 ? whenEmpty : sql`(${sql.join(conditions, separator)})`
}
