import { encode, type Stored } from './record.ts'
import type { TableName } from './store.ts'

/** One thing that a column must satisfy, its values in stored form. */
export type Test =
  | { is: 'equal' | 'not'; value: Stored }
  | { is: 'atLeast' | 'atMost' | 'below' | 'above'; value: string | number }
  | { is: 'in'; values: readonly Stored[] }
  | { is: 'inRows'; table: TableName; column: string; where: Filter }
  | { is: 'contains' | 'wordBegins'; text: string }

/** A `Where` taken apart: all tests hold, and of each list of alternatives at least one. */
export interface Filter {
  tests: readonly { column: string; test: Test }[]
  or?: readonly Filter[]
}

/** What `parseWhere` takes: any table's `Where`. */
export type AnyWhere = Readonly<Record<string, unknown>>

/**
 * Takes a `Where` apart, for the stores to evaluate or to translate.
 * @throws TypeError when a condition is undefined or has an unknown operator.
 */
export function parseWhere(where: AnyWhere = {}): Filter {
  const { or, ...columns } = where
  const tests = Object.entries(columns).flatMap(([column, condition]) =>
    parseCondition(column, condition).map((test) => ({ column, test })),
  )
  return Array.isArray(or) ? { tests, or: or.map((each: AnyWhere) => parseWhere(each)) } : { tests }
}

function parseCondition(column: string, condition: unknown): Test[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    return [{ is: 'equal', value: encode(condition, column) }]
  }
  return Object.entries(condition).map(([operator, operand]) =>
    parseOperator(column, operator, operand),
  )
}

function parseOperator(column: string, operator: string, operand: unknown): Test {
  switch (operator) {
    case 'not':
      return { is: operator, value: encode(operand, column) }
    case 'atLeast':
    case 'atMost':
    case 'below':
    case 'above': {
      const value = encode(operand, column)
      if (value === null) throw new TypeError(`"${operator}" of column "${column}" is null`)
      return { is: operator, value }
    }
    case 'in':
      if (!Array.isArray(operand)) break
      return { is: operator, values: operand.map((each) => encode(each, column)) }
    case 'inRows': {
      const { table, column: other, where } = operand as RowsOperand
      return { is: operator, table, column: other, where: parseWhere(where) }
    }
    case 'contains':
    case 'wordBegins':
      if (typeof operand !== 'string') break
      return { is: operator, text: operand }
  }
  throw new TypeError(`column "${column}" has a bad condition "${operator}"`)
}

interface RowsOperand {
  table: TableName
  column: string
  where?: AnyWhere
}
