import { insertRows } from '../backend/fixtures/insert-rows.ts'
import { buildScenario } from '../backend/fixtures/scenarios.ts'
import type { PasswordHasher } from '../backend/http/options.ts'
import { toTimestamp } from '../backend/http/timestamps.ts'
import type { Store } from '../backend/store/store.ts'
import { newPassword } from './generators.ts'

/** The demo Organization has the same ids everywhere, so a later start knows it again. */
const demoSalt = 'northwind'

/** The Owner of the demo Organization, as far as the terminal may tell of it. */
export interface DemoOwner {
  id: string
  email: string
  /** Known when it was generated just now, or given. */
  password: string | undefined
}

/**
 * Puts the demo Organization into an empty database. Where it is there already, a given password
 * becomes its Owner's, and a new one ends the Owner's sessions.
 *
 * @param password the Owner's; generated for a new Organization when undefined.
 * @returns its Owner, or undefined when the database holds other Organizations only.
 */
export async function seedDemo(
  store: Store,
  passwords: PasswordHasher,
  password: string | undefined,
): Promise<DemoOwner | undefined> {
  if ((await store.count('organizations')) === 0) {
    const chosen = password ?? newPassword()
    const owner = await passwords.hash(chosen)
    const scenario = buildScenario('default', {
      now: new Date(),
      salt: demoSalt,
      passwords: { owner, members: null },
    })
    const seeded = await store.transaction(async (tx) => {
      // Another process may have been as quick.
      if ((await tx.count('organizations')) > 0) return false
      await insertRows(tx, scenario.rows)
      return true
    })
    if (seeded) return demoOwner(store, scenario.ownerId, chosen)
  }
  const { ownerId } = buildScenario('default', { now: new Date(), salt: demoSalt })
  if (password !== undefined) await setPassword(store, passwords, ownerId, password)
  return demoOwner(store, ownerId, password)
}

/** Whether the demo Organization is in the database, of an earlier start too. */
export async function holdsDemo(store: Store): Promise<boolean> {
  const { ownerId } = buildScenario('default', { now: new Date(), salt: demoSalt })
  return (await store.get('users', ownerId)) !== undefined
}

async function demoOwner(
  store: Store,
  id: string,
  password: string | undefined,
): Promise<DemoOwner | undefined> {
  const user = await store.get('users', id)
  return user === undefined ? undefined : { id, email: user.email, password }
}

/** Whoever is signed in with the former password is signed out. */
async function setPassword(
  store: Store,
  passwords: PasswordHasher,
  ownerId: string,
  password: string,
): Promise<void> {
  const user = await store.get('users', ownerId)
  if (user === undefined) return
  if (user.password_hash !== null && (await passwords.verify(user.password_hash, password))) return
  const patch = {
    password_hash: await passwords.hash(password),
    password_updated_at: toTimestamp(new Date()),
    password_chosen_by_other: false,
    failed_sign_ins: 0,
    last_failed_sign_in_at: null,
  }
  await store.transaction(async (tx) => {
    await tx.update('users', { id: ownerId }, patch)
    await tx.delete('jwts', { audience_id: ownerId })
  })
}
