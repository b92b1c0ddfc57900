import type { Log } from '@scaleway/sdk-iam/v1alpha1'
import { AppWindow, FileKey, KeyRound, User, Users } from 'lucide-react'

import { searchLink } from '../../parts/search-link.ts'
import { paths } from '../../paths.ts'

/** What an entry can say was done. */
export const ACTIONS = {
  created: { label: 'Created', sentiment: 'success' },
  updated: { label: 'Updated', sentiment: 'info' },
  deleted: { label: 'Deleted', sentiment: 'danger' },
} as const

/** What an entry can be about. */
export const RESOURCES = {
  api_key: { label: 'API key', Icon: KeyRound },
  user: { label: 'User', Icon: User },
  application: { label: 'Application', Icon: AppWindow },
  group: { label: 'Group', Icon: Users },
  policy: { label: 'Policy', Icon: FileKey },
} as const

/** The words for an entry's action; a later API's unknown one says itself. */
export function actionOf({ action }: Pick<Log, 'action'>) {
  return action in ACTIONS
    ? ACTIONS[action as keyof typeof ACTIONS]
    : ({ label: action, sentiment: 'neutral' } as const)
}

/** The words for what an entry is about. */
export function resourceOf({ resourceType }: Pick<Log, 'resourceType'>) {
  return resourceType in RESOURCES
    ? RESOURCES[resourceType as keyof typeof RESOURCES]
    : ({ label: resourceType, Icon: undefined } as const)
}

/** The page of what an entry is about; undefined for what has none. */
export function resourcePath({
  resourceType,
  resourceId,
}: Pick<Log, 'resourceType' | 'resourceId'>): string | undefined {
  switch (resourceType) {
    case 'api_key':
      return searchLink(paths.apiKeys(), resourceId)
    case 'user':
      return paths.user(resourceId)
    case 'application':
      return paths.application(resourceId)
    case 'group':
      return paths.group(resourceId)
    case 'policy':
      return paths.policy(resourceId)
    default:
      return undefined
  }
}
