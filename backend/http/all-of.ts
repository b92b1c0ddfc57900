import type { Where } from '../store/store.ts'

/** One condition that asks for both: needed where they name the same column, or both have an `or`. */
export function allOf<R>(a: Where<R>, b: Where<R>): Where<R> {
  if (Object.keys(a).every((key) => !(key in b))) return { ...a, ...b }
  if (a.or === undefined) return { ...a, or: [b] }
  if (b.or === undefined) return { ...b, or: [a] }
  return { ...a, or: a.or.map((alternative) => allOf(alternative, b)) }
}
