import { toApiError } from '../../api/errors.ts'

/** What to say beside the name when another group has it; undefined for every other failure. */
export function nameTaken(error: unknown): string | undefined {
  const { kind, details } = toApiError(error)
  return kind === 'conflict' && details.resource === 'group' && details.help !== undefined
    ? 'Another group of this Organization has this name. Choose a different one.'
    : undefined
}
