import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useState } from 'react'

import { useOperation } from '../../api/invalidation.ts'
import { iam } from '../../api/write-client.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { memberLists } from '../../parts/group-membership.ts'
import type { Information } from '../../parts/information.ts'
import { useAttachPolicy } from '../../parts/policy-attachment.ts'
import { useCreateGroup, useUpdateGroup } from './group-writes.ts'

/** The policy that a new group begins with. */
export type StartPolicy =
  | { way: 'none' }
  | { way: 'unassigned'; policyId: string }
  | { way: 'duplicate'; policyId: string }

export interface NewGroup extends Information {
  members: readonly Bearer[]
  policy: StartPolicy
}

/** What stands already when a later step fails. */
interface Progress {
  group?: Group
  attachedPolicyId?: string
  copy?: { of: string; policyId: string }
}

/** The group exists, but one of the later steps failed. */
export class UnfinishedGroupError extends Error {
  readonly step: 'members' | 'policy'

  constructor(step: 'members' | 'policy', cause: unknown) {
    super(`the ${step} of the group could not be set`, { cause })
    this.step = step
  }
}

/**
 * Creates a group with its members and its policy, which takes the API several requests. When one
 * fails, what is done stays done, and the next try goes on from there with what the form says then.
 *
 * @returns `created` is the group as soon as there is one
 */
export function useGroupCreation() {
  const creation = useCreateGroup()
  const update = useUpdateGroup()
  const members = useOperation(
    'setGroupMembers',
    ({ groupId, of }: { groupId: string; of: readonly Bearer[] }) =>
      iam.setGroupMembers({ groupId, ...memberLists(of) }),
  )
  const clone = useOperation('clonePolicy', (policyId: string) => iam.clonePolicy({ policyId }))
  const attachment = useAttachPolicy()
  const [progress, setProgress] = useState<Progress>({})

  /** @throws UnfinishedGroupError, or what the API refused the group itself with */
  async function create({ members: wanted, policy, ...information }: NewGroup): Promise<Group> {
    let done = progress
    const reach = (more: Progress) => {
      done = { ...done, ...more }
      setProgress(done)
    }
    const existing = done.group
    const group = !existing
      ? await creation.mutateAsync(information)
      : sameInformation(existing, information)
        ? existing
        : await update.mutateAsync({ groupId: existing.id, ...information })
    reach({ group })

    if (wanted.length > 0 || group.userIds.length + group.applicationIds.length > 0) {
      try {
        reach({ group: await members.mutateAsync({ groupId: group.id, of: wanted }) })
      } catch (error) {
        throw new UnfinishedGroupError('members', error)
      }
    }
    try {
      await attachStartPolicy(group.id, policy)
    } catch (error) {
      throw new UnfinishedGroupError('policy', error)
    }
    return group

    async function attachStartPolicy(groupId: string, start: StartPolicy): Promise<void> {
      if (start.way === 'none') return
      let { policyId } = start
      if (start.way === 'duplicate') {
        const copy =
          done.copy?.of === policyId
            ? done.copy
            : { of: policyId, policyId: (await clone.mutateAsync(policyId)).id }
        reach({ copy })
        policyId = copy.policyId
      }
      if (done.attachedPolicyId === policyId) return
      await attachment.mutateAsync({ policyId, principal: { type: 'group', id: groupId } })
      reach({ attachedPolicyId: policyId })
    }
  }

  return { create, created: progress.group }
}

function sameInformation(group: Group, { name, description, tags }: Information): boolean {
  return (
    group.name === name &&
    group.description === description &&
    group.tags.join('\n') === tags.join('\n')
  )
}
