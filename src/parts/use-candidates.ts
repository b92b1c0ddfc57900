import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { type Candidate, candidatesQuery, firstCandidatesQuery } from './picker-queries.ts'
import type { PickableType } from './picker-queries.ts'

/** Pause after the last key press that ends a search word, in milliseconds. */
const SETTLE_MS = 150

export const TYPE_NAMES = {
  user: 'User',
  group: 'Group',
  application: 'Application',
  policy: 'Policy',
} as const satisfies Record<PickableType, string>

/**
 * What a picker offers for what was typed: the first ones by name before anything is.
 *
 * @param types a constant of the module, not made while rendering
 * @param typed the text of the field as it is
 * @returns `emptyText` says why there is nothing, when there is nothing
 */
export function useCandidates<Type extends PickableType>(
  types: readonly Type[],
  typed: string,
): { candidates: readonly Candidate<Type>[]; loading: boolean; emptyText: string } {
  const q = typed.trim()
  const settled = useSettled(q)
  const first = useQueries({ queries: types.map(firstCandidatesQuery) })
  const found = useQuery({
    ...candidatesQuery(types, settled),
    placeholderData: keepPreviousData,
  })
  if (q === '') {
    const candidates = first.flatMap(({ data }) => data ?? [])
    // A type that the person may not read is left out; it matters when nothing is left.
    const failure = first.find(({ error }) => error)?.error
    return {
      candidates,
      loading: first.some(({ isPending }) => isPending),
      emptyText: failure ? toApiError(failure).message : `There is no ${inWords(types)} yet.`,
    }
  }
  return {
    candidates: found.data ?? [],
    loading: q !== settled || found.isFetching,
    emptyText: found.error
      ? toApiError(found.error).message
      : `No ${inWords(types)} matches “${q}”.`,
  }
}

/** "user, group or application". */
function inWords(types: readonly PickableType[]): string {
  const names = types.map((type) => TYPE_NAMES[type].toLowerCase())
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
