import { queryOptions, useQueries } from '@tanstack/react-query'
import { useState } from 'react'

import { iam } from '../../api/client.ts'
import { toApiError } from '../../api/errors.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { userName } from '../../parts/user-name.ts'

/** Rows in sight at first, and how many come with each press: as many ids as one request holds. */
const SHOWN_AT_FIRST = 20
const SHOWN_MORE = 100

/** A member as the group's page shows it. */
export interface MemberRow {
  id: string
  /** The id itself while the name is not known. */
  name: string
  /** Email address or description; may be empty. */
  more: string
  locked: boolean
}

export interface MemberRows {
  rows: readonly MemberRow[]
  /** How many are not in sight yet. */
  hidden: number
  showMore: () => void
  /** `denied`: the person may not read such things, so the rows have ids for names. */
  state: 'pending' | 'read' | 'denied' | 'failed'
  error: unknown
  retry: () => void
}

/**
 * The members of a group by name, in the order in which they joined; a part of them at first, so that
 * a long list is read in pieces.
 */
export function useMemberRows(type: Bearer['type'], ids: readonly string[]): MemberRows {
  const [shown, setShown] = useState(SHOWN_AT_FIRST)
  const inSight = ids.slice(0, shown)
  const answers = useQueries({ queries: pieces(inSight).map((piece) => membersQuery(type, piece)) })
  const known = new Map(answers.flatMap(({ data }) => data ?? []).map((row) => [row.id, row]))
  const error = answers.find((answer) => answer.error)?.error
  return {
    rows: inSight.map((id) => known.get(id) ?? { id, name: id, more: '', locked: false }),
    hidden: Math.max(0, ids.length - shown),
    showMore: () => setShown((before) => before + SHOWN_MORE),
    state: error
      ? toApiError(error).kind === 'denied'
        ? 'denied'
        : 'failed'
      : answers.some(({ isPending }) => isPending)
        ? 'pending'
        : 'read',
    error,
    retry: () => {
      for (const answer of answers) void answer.refetch()
    },
  }
}

/** The first ones in sight, then hundreds: a piece that has been read stays the same as others come. */
function pieces(ids: readonly string[]): string[][] {
  const first = ids.slice(0, SHOWN_AT_FIRST)
  const later = ids.slice(SHOWN_AT_FIRST)
  const count = Math.ceil(later.length / SHOWN_MORE)
  return [
    ...(first.length > 0 ? [first] : []),
    ...Array.from({ length: count }, (_, n) => later.slice(n * SHOWN_MORE, (n + 1) * SHOWN_MORE)),
  ]
}

/** At most a hundred members by their ids. */
function membersQuery(type: Bearer['type'], ids: string[]) {
  return queryOptions({
    queryKey: [type === 'user' ? 'users' : 'applications', 'members', ids],
    queryFn: async (): Promise<MemberRow[]> => {
      if (type === 'user') {
        const { users } = await iam.listUsers({ userIds: ids, pageSize: 100 })
        return users.map((user) => ({
          id: user.id,
          name: userName(user),
          more: user.email,
          locked: user.locked,
        }))
      }
      const { applications } = await iam.listApplications({ applicationIds: ids, pageSize: 100 })
      return applications.map(({ id, name, description }) => ({
        id,
        name,
        more: description,
        locked: false,
      }))
    },
  })
}
