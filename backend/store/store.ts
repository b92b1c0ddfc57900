/**
 * The port between the IAM resources and whatever holds their rows.
 *
 * Resource code is written once against `Store`; the memory and the SQL store implement it and pass
 * one contract suite. A row is a flat record of text, integers, booleans and JSON lists; lists that
 * requests filter on (group members, tags) are tables of their own.
 */
import type { Tables } from './schema.ts'

export type TableName = keyof Tables
export type Row<T extends TableName> = Tables[T]

/**
 * What one column must satisfy. A bare value means equality; `null` means "is null". A column without
 * a value satisfies no condition but `null` and `not` another value. An object with several entries
 * asks for all of them.
 */
export type Condition<V> =
  | V
  | null
  | { in: readonly NonNullable<V>[] }
  /** The column's value is one of `column` in the rows of `table` that satisfy `where`. */
  | { inRows: RowsOf }
  | { not: V | null }
  | { atLeast: NonNullable<V> }
  | { atMost: NonNullable<V> }
  | { below: NonNullable<V> }
  | { above: NonNullable<V> }
  /** Substring match, by the letter; the caller passes text that is already folded (see `foldText`). */
  | { contains: string }
  /** Folded text likewise, at the beginning of a word: of the text, or after one of `wordEnds`. */
  | { wordBegins: string }

export type RowsOf = {
  [T in TableName]: { table: T; column: keyof Row<T> & string; where?: Where<Row<T>> }
}[TableName]

/**
 * All given columns must match; `or` adds "and at least one of these". A column given as `undefined`
 * is a TypeError rather than no condition: it would delete more than was meant.
 */
export type Where<R> = { [C in keyof R]?: Condition<R[C]> } & { or?: readonly Where<R>[] }

/** Text is compared by its UTF-8 bytes, in every store alike. */
export interface Order<R> {
  column: keyof R & string
  direction: 'asc' | 'desc'
  /** Where rows without a value go, whatever the direction. Default: last. */
  nulls?: 'first' | 'last'
}

export interface Find<R> {
  where?: Where<R>
  /**
   * Ties are broken by the table's key, in the direction of the last order, so that pages never
   * overlap and the opposite order is the exact reverse. Without any order: by key, ascending.
   */
  order?: readonly Order<R>[]
  limit?: number
  offset?: number
}

export interface Reader {
  /** The row with this primary key, or undefined. */
  get<T extends TableName>(table: T, key: string): Promise<Row<T> | undefined>
  find<T extends TableName>(table: T, query?: Find<Row<T>>): Promise<Row<T>[]>
  count<T extends TableName>(table: T, where?: Where<Row<T>>): Promise<number>
  /** How many rows have each value of a text column; values that no row has are left out. */
  countBy<T extends TableName>(
    table: T,
    column: keyof Row<T> & string,
    where?: Where<Row<T>>,
  ): Promise<ReadonlyMap<string, number>>
}

export interface Transaction extends Reader {
  /** @throws UniqueViolation when a key or a unique index is already taken. */
  insert<T extends TableName>(table: T, rows: Row<T> | readonly Row<T>[]): Promise<void>
  /** Changes every matching row. Gives the number of rows changed. */
  update<T extends TableName>(
    table: T,
    where: Where<Row<T>>,
    patch: Partial<Row<T>>,
  ): Promise<number>
  /** Gives the number of rows deleted. */
  delete<T extends TableName>(table: T, where: Where<Row<T>>): Promise<number>
}

/** Rows of other tables, by a name of the caller's: the column that holds the key of each. */
export type Links<R> = Readonly<
  Record<string, { readonly table: TableName; readonly by: keyof R & string }>
>

/** A row with the rows that its links lead to; those that are not there are left out. */
export interface Linked<T extends TableName, L extends Links<Row<T>>> {
  readonly row: Row<T>
  readonly links: { readonly [K in keyof L]?: Row<L[K]['table']> }
}

export interface Store extends Reader {
  /**
   * A row that a condition on a unique column finds, and what it leads to: what several `get` would
   * give one after another, in one question to the database.
   */
  getLinked<T extends TableName, const L extends Links<Row<T>>>(
    table: T,
    where: Where<Row<T>>,
    links: L,
  ): Promise<Linked<T, L> | undefined>
  /** Rows as `find` gives them, but only what these columns hold: many rows cost much less. */
  pick<T extends TableName, C extends keyof Row<T> & string>(
    table: T,
    columns: readonly C[],
    find: Omit<Find<Row<T>>, 'offset'>,
  ): Promise<Pick<Row<T>, C>[]>
  /** A page as `find` gives it, and how many rows match in all. */
  page<T extends TableName>(
    table: T,
    find: Find<Row<T>> & { limit: number },
  ): Promise<{ rows: Row<T>[]; total: number }>
  /**
   * Runs `work` alone and all or nothing: what it throws undoes what it wrote. A store may run `work`
   * again after a serialization conflict, so it must have no effect but on the transaction, and it
   * must read through `tx`: the store's own readers wait for the transaction to end.
   *
   * A failed statement ends the transaction: whatever `work` makes of the failure, nothing is kept.
   * So `work` may turn a `UniqueViolation` into an error of its own, but not carry on after it.
   * @throws ReferenceViolation when it would leave a reference to a row that does not exist.
   * @throws StoreUnavailable when the database is out of reach, or others kept changing the same rows.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The columns whose values are others than before: all that an update has to say. */
export function changes<R extends object>(before: R, after: R): Partial<R> {
  const columns = Object.keys(after) as (keyof R)[]
  return Object.fromEntries(
    columns.flatMap((column) =>
      after[column] === before[column] ? [] : [[column, after[column]] as const],
    ),
  ) as Partial<R>
}

/** A row with this key, or with this value of a unique index, exists already. */
export class UniqueViolation extends Error {
  readonly table: TableName
  constructor(table: TableName, options?: ErrorOptions) {
    super(`a row of "${table}" with the same key exists already`, options)
    this.name = 'UniqueViolation'
    this.table = table
  }
}

/** A transaction would leave a row that refers to a missing one: a mistake in the caller's code. */
export class ReferenceViolation extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ReferenceViolation'
  }
}

/** The database cannot be reached, is full, or does not answer: the request may be tried again. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}

/** The disk of the database has no room for the change, which was not made. Reading goes on. */
export class StoreFull extends StoreUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreFull'
  }
}

/**
 * The database went away while it was asked to keep a change: it may have kept it or not. Nothing is
 * repeated by itself, as that could make a thing twice.
 */
export class OutcomeUnknown extends StoreUnavailable {
  constructor(options?: ErrorOptions) {
    super('the database did not say whether it has kept a change', options)
    this.name = 'OutcomeUnknown'
  }
}

/** What stands between words, in sentences and in names made of pieces (`ci-deploy`). */
export const wordEnds = [' ', '\n', '-', '.', '_', '@', '/'] as const

/** Lower case without diacritics: what searches compare, the same in every database. */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
