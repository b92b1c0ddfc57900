import { invalidArgument, notFound } from '../http/errors.ts'
import { uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import type { PolicyRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'

export type PrincipalColumns = Pick<PolicyRow, 'principal_type' | 'principal_id'>

/** The fields of a request body that say what a policy is attached to; one of them is given. */
export const principalFields = () => ({
  user_id: uuid().optional(),
  group_id: uuid().optional(),
  application_id: uuid().optional(),
  no_principal: z.boolean().optional(),
})

interface PrincipalInput {
  readonly user_id?: string | undefined
  readonly group_id?: string | undefined
  readonly application_id?: string | undefined
  readonly no_principal?: boolean | undefined
}

const FIELDS = ['user_id', 'group_id', 'application_id', 'no_principal'] as const

/**
 * The principal that a request asks for; undefined when it names none.
 *
 * @throws ApiError 400 for two of them, and for `no_principal` that is not true.
 */
export function principalColumns(input: PrincipalInput): PrincipalColumns | undefined {
  const [first, second] = FIELDS.filter((field) => input[field] !== undefined)
  if (input.no_principal === false) {
    throw invalidArgument('no_principal', 'must be set to true when used')
  }
  if (second !== undefined) {
    throw invalidArgument(second, `a policy has one principal: give either ${first} or ${second}`)
  }
  switch (first) {
    case undefined:
      return undefined
    case 'no_principal':
      return { principal_type: null, principal_id: null }
    case 'user_id':
      return { principal_type: 'user', principal_id: input.user_id ?? null }
    case 'group_id':
      return { principal_type: 'group', principal_id: input.group_id ?? null }
    case 'application_id':
      return { principal_type: 'application', principal_id: input.application_id ?? null }
  }
}

/** @throws ApiError 404 when the Organization has no such user, group or application. */
export async function requirePrincipal(
  reader: Reader,
  organizationId: string,
  { principal_type, principal_id }: PrincipalColumns,
): Promise<void> {
  if (principal_type === null || principal_id === null) return
  const table = ({ user: 'users', group: 'groups', application: 'applications' } as const)[
    principal_type
  ]
  const row = await reader.get(table, principal_id)
  if (row?.organization_id !== organizationId) throw notFound(principal_type, principal_id)
}
