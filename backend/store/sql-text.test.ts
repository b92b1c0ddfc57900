import type { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'

import { joined, literal, name, runOn, sql, type Sql, type SqlKind } from './sql-text.ts'

/** What a database is sent. */
async function sent(statement: Sql, kind: SqlKind = 'postgres') {
  const queries: CompiledQuery[] = []
  const db = {
    executeQuery: async (query: unknown) => {
      queries.push(query as CompiledQuery)
      return { rows: [] }
    },
  }
  await runOn(db, kind)(statement)
  return queries.map(({ sql: text, parameters }) => [text, parameters])
}

describe('a statement', () => {
  it('has what is put in as parameters, however it looks', async () => {
    const statement = sql`select ${"' or 1 = 1 --"}, ${null} where a = ${7} or b = any(${['x', 'y']})`
    const parameters = ["' or 1 = 1 --", null, 7, ['x', 'y']]
    expect(await sent(statement)).toEqual([
      ['select $1, $2 where a = $3 or b = any($4)', parameters],
    ])
    expect(await sent(statement, 'sqlite')).toEqual([
      ['select ?, ? where a = ? or b = any(?)', parameters],
    ])
  })

  it('keeps parameters in the order of their places in nested parts', async () => {
    const inner = sql`(b = ${2} or ${sql`c = ${3} and ${sql`true`}`})`
    const statement = sql`a = ${1} and ${inner}${sql``} and d = ${4}`
    expect(await sent(statement)).toEqual([
      ['a = $1 and (b = $2 or c = $3 and true) and d = $4', [1, 2, 3, 4]],
    ])
    // A part may stand in several statements, and twice in one.
    expect(await sent(sql`${inner}, ${inner}`)).toEqual([
      ['(b = $1 or c = $2 and true), (b = $3 or c = $4 and true)', [2, 3, 2, 3]],
    ])
  })

  it('may have no parameter, or nothing else', async () => {
    expect(await sent(sql`select 1`)).toEqual([['select 1', []]])
    expect(await sent(sql`${1}${sql`${2}`}`)).toEqual([['$1$2', [1, 2]]])
  })
})

it('joins parts and parameters', async () => {
  expect(await sent(sql`in (${joined([1, sql`a + ${2}`, null])})`)).toEqual([
    ['in ($1, a + $2, $3)', [1, 2, null]],
  ])
  expect(await sent(joined([sql`a`, sql`b`], ' or '))).toEqual([['a or b', []]])
  expect(await sent(joined([sql`a`]))).toEqual([['a', []]])
  expect(await sent(joined([]))).toEqual([['', []]])
})

it('quotes names and values that stand in the statement', async () => {
  expect(await sent(name('a"; drop table "b'))).toEqual([['"a""; drop table ""b"', []]])
  expect(await sent(literal("it's ''"))).toEqual([["'it''s '''''", []]])
  expect(await sent(sql`limit ${literal(20)}`)).toEqual([['limit 20', []]])
})
