import { createDigest, type Digest } from './digests.ts'
import { createSealing, type Sealing } from './sealing.ts'

/**
 * The keys outside of the database under which secrets are kept in it. There is one, or several while
 * one takes the place of another: the newest keeps what is new, the others still know what they kept.
 *
 * What is kept begins with the id of its pepper and a dot, so that it can be told how much hangs on
 * which.
 */
export interface Peppers extends Sealing {
  /** Ids, the newest pepper's first. They tell nothing of the peppers. */
  ids(): Promise<readonly string[]>
  /** The digest under which a secret or token is stored: HMAC-SHA-256 under the newest pepper. */
  readonly digest: Digest
  /** Every digest under which it may be stored, the newest pepper's first: for look-ups. */
  digests(text: string): Promise<readonly string[]>
  /** Sealing under the peppers and a key of the caller's together: neither opens it alone. */
  sealingWith(key: Uint8Array): Sealing
  /** Whether a stored digest or a sealed text is the newest pepper's. */
  isNewest(kept: string): Promise<boolean>
  /** The peppers themselves, newest first. */
  keys(): readonly Uint8Array[]
  /** Goes on with other peppers, newest first, from the next call on. */
  replace(keys: readonly Uint8Array[]): void
}

interface Pepper {
  readonly id: string
  readonly key: Uint8Array
  readonly digest: Digest
  readonly sealing: Sealing
}

/** Hexadecimal digits of an id: enough to tell the few peppers of a server apart. */
const ID_DIGITS = 8

/**
 * @param keys At least one, each of 32 bytes or more, the newest first.
 * @param digestUnderKey Where there is a quicker way to the same digests.
 */
export function createPeppers(
  keys: readonly Uint8Array[],
  digestUnderKey: (key: Uint8Array) => Digest = createDigest,
): Peppers {
  let current = keys
  let peppers = load(keys, digestUnderKey)
  const newest = async (): Promise<Pepper> => {
    const [first] = await peppers
    if (first === undefined) throw new Error('there is no pepper')
    return first
  }
  const sealingBy = (sealingOf: (pepper: Pepper) => Sealing): Sealing => ({
    async seal(text, owner) {
      const pepper = await newest()
      return `${pepper.id}.${await sealingOf(pepper).seal(text, owner)}`
    },
    async open(sealed, owner) {
      const pepper = (await peppers).find(({ id }) => sealed.startsWith(`${id}.`))
      if (pepper === undefined) throw new Error('it was sealed under a pepper that is not here')
      return sealingOf(pepper).open(sealed.slice(pepper.id.length + 1), owner)
    },
  })
  return {
    ids: async () => (await peppers).map(({ id }) => id),
    digest: async (text) => digestUnder(await newest(), text),
    digests: async (text) => Promise.all((await peppers).map((each) => digestUnder(each, text))),
    isNewest: async (kept) => kept.startsWith(`${(await newest()).id}.`),
    ...sealingBy(({ sealing }) => sealing),
    sealingWith: (key) => sealingBy((pepper) => createSealing(joined(pepper.key, key))),
    keys: () => current,
    replace(others) {
      current = others
      peppers = load(others, digestUnderKey)
    },
  }
}

/**
 * The rows in which a digest is one of these, as a condition on its column.
 *
 * @param digests From `Peppers.digests`.
 */
export function anyDigest(digests: readonly string[]): string | { in: readonly string[] } {
  const [only] = digests
  return digests.length === 1 && only !== undefined ? only : { in: digests }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a, ...b])
}

async function digestUnder({ id, digest }: Pepper, text: string): Promise<string> {
  return `${id}.${await digest(text)}`
}

function load(
  keys: readonly Uint8Array[],
  digestUnderKey: (key: Uint8Array) => Digest,
): Promise<readonly Pepper[]> {
  const loaded = Promise.all(
    keys.map(async (key) => {
      const digest = digestUnderKey(key)
      return { id: await idOf(digest), key, digest, sealing: createSealing(key) }
    }),
  )
  // Whoever uses them is told; before that nobody would be listening.
  loaded.catch(() => undefined)
  return loaded
}

async function idOf(digest: Digest): Promise<string> {
  const bytes = atob((await digest('id of the pepper')).replaceAll('-', '+').replaceAll('_', '/'))
  return [...bytes]
    .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .slice(0, ID_DIGITS)
}
