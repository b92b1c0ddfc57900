import type { Condition, Find, Order, Row, Where } from './store.ts'
import { apiKeyRow } from './test-rows.ts'

type Key = Row<'api_keys'>
export type Random = () => number

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Values that columns and conditions share, so that many of the conditions hold. */
const texts = ['', 'a', 'A', 'ab', 'b%', '_', '\\', 'é', 'É', '漢', '～', '🗝', "'"]
const times = [null, '2026-01', '2026-02', '2026-03']
const numbers = [0, 3, 6, 10]

/** Makes rows of API keys, and queries of them. */
export function randomFind(
  random: Random,
  size: { rows: number; finds: number },
): { keys: Key[]; finds: Find<Key>[] } {
  const pick = <V>(values: readonly V[]): V => {
    const value = values[Math.floor(random() * values.length)]
    if (value === undefined) throw new Error('nothing to pick from')
    return value
  }
  const some = <V>(values: readonly V[], most: number) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(values))

  const key = (_: unknown, i: number) =>
    apiKeyRow(`KEY${String(i).padStart(4, '0')}`, {
      bearer_id: pick(texts),
      description: pick(texts) + pick(['', ' ', '-', '\n', '/', '+']) + pick(texts),
      expires_at: pick(times),
      expires_at_decimals: pick(numbers),
      managed: random() < 0.5,
    })

  function condition<V extends string | number>(values: readonly (V | null)[]): Condition<V> {
    const given = values.filter((value) => value !== null)
    return pick<() => Condition<V>>([
      () => pick(values),
      () => ({ not: pick(values) }),
      () => ({ in: some(given, 4) }),
      () => ({ atLeast: pick(given) }),
      () => ({ atMost: pick(given) }),
      () => ({ above: pick(given) }),
      () => ({ below: pick(given) }),
    ])()
  }

  function where(depth: number): Where<Key> {
    return {
      ...(random() < 0.3 && { bearer_id: condition(texts) }),
      ...(random() < 0.3 && {
        description: pick([{ contains: pick(texts) }, { wordBegins: pick(texts) }]),
      }),
      ...(random() < 0.3 && { expires_at: condition(times) }),
      ...(random() < 0.3 && { expires_at_decimals: condition(numbers) }),
      ...(random() < 0.2 && { managed: random() < 0.5 }),
      ...(depth > 0 &&
        random() < 0.3 && {
          access_key: {
            inRows: { table: 'api_keys', column: 'access_key', where: where(depth - 1) },
          },
        }),
      ...(depth > 0 && random() < 0.4 && { or: [where(depth - 1), where(depth - 1)] }),
    }
  }

  const order = (): Order<Key> => ({
    column: pick(['bearer_id', 'description', 'expires_at', 'expires_at_decimals', 'managed']),
    direction: pick(['asc', 'desc']),
    ...(random() < 0.5 && { nulls: pick(['first', 'last']) }),
  })

  const find = (): Find<Key> => ({
    where: where(2),
    order: Array.from({ length: Math.floor(random() * 3) }, order),
    ...(random() < 0.5 && { limit: Math.floor(random() * 30) }),
    ...(random() < 0.3 && { offset: Math.floor(random() * 30) }),
  })

  return {
    keys: Array.from({ length: size.rows }, key),
    finds: Array.from({ length: size.finds }, find),
  }
}
