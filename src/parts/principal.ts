import type { CreatePolicyRequest } from '@scaleway/sdk-iam/v1alpha1'

/** Whom a policy can be attached to. */
export interface Principal {
  type: 'user' | 'group' | 'application'
  id: string
}

const TYPES = ['user', 'group', 'application'] as const

/** A principal as one text, such as `user:<id>`: for addresses and values of controls. */
export function principalToText({ type, id }: Principal): string {
  return `${type}:${id}`
}

/** Reads what `principalToText` wrote; undefined for anything else. */
export function principalFromText(text: string | null): Principal | undefined {
  const [, name, id] = /^(\w+):(.+)$/.exec(text ?? '') ?? []
  const type = TYPES.find((known) => known === name)
  return type && id ? { type, id } : undefined
}

/** A policy's principal as the API's one-of arguments; undefined attaches the policy to nobody. */
export function principalArgument(
  principal: Principal | undefined,
): Pick<CreatePolicyRequest, 'userId' | 'groupId' | 'applicationId' | 'noPrincipal'> {
  if (!principal) return { noPrincipal: true }
  if (principal.type === 'user') return { userId: principal.id }
  return principal.type === 'group' ? { groupId: principal.id } : { applicationId: principal.id }
}
