import type { BackendOptions } from '../http/options.ts'
import type { Transaction } from '../store/store.ts'

const COUNT = 10
const HALF = 5

/** Ten new codes such as `1f0c9-77a2e`, 40 random bits each. */
export function newRecoveryCodes({ secrets }: Pick<BackendOptions, 'secrets'>): string[] {
  return Array.from({ length: COUNT }, () => {
    const digits = secrets().replaceAll('-', '')
    return `${digits.slice(0, HALF)}-${digits.slice(HALF, 2 * HALF)}`
  })
}

/** What of a user's code is digested; case, spaces and hyphens do not matter. */
export function recoveryCodeText(userId: string, code: string): string {
  const bare = code.toLowerCase().replaceAll(/[\s-]/g, '')
  return `recovery code ${userId} ${bare}`
}

/** Replaces the codes of a user by those with these digests; none takes them all away. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  userId: string,
  digests: readonly string[],
): Promise<void> {
  await tx.delete('recovery_codes', { user_id: userId })
  if (digests.length === 0) return
  await tx.insert(
    'recovery_codes',
    digests.map((id) => ({ id, user_id: userId })),
  )
}
