import type { ComponentProps } from 'react'

import type { Principal } from './principal.ts'
import { ResourcePicker } from './resource-picker.tsx'

const ALL = ['user', 'group', 'application'] as const

type PickerProps = ComponentProps<typeof ResourcePicker<Principal['type']>>

/**
 * Picks whom a policy is for, or who did something: a user, a group or an application.
 *
 * @param types those that are offered; all of them unless told otherwise
 */
export function PrincipalPicker({
  label = 'Principal',
  types = ALL,
  placeholder = 'Search by name, email or ID',
  ...props
}: Omit<PickerProps, 'label' | 'types'> & Partial<Pick<PickerProps, 'label' | 'types'>>) {
  return <ResourcePicker {...props} {...{ label, types, placeholder }} />
}
