import type { Control } from 'react-hook-form'
import { Controller, useWatch } from 'react-hook-form'

import { ResourcePicker } from '../../parts/resource-picker.tsx'
import { UnassignedPolicyField } from '../../parts/unassigned-policy-field.tsx'
import { useRight } from '../../parts/use-right.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import type { GroupValues } from './create-group-form.tsx'

const POLICIES = ['policy'] as const

/** The policy that a new group begins with, if any: an unassigned one, or a copy of another. */
export function StartPolicyField({ control }: { control: Control<GroupValues> }) {
  const way = useWatch({ control, name: 'way' })
  const { reason } = useRight('write', 'policy')
  const disabled = reason !== undefined
  return (
    <>
      <Controller
        control={control}
        name="way"
        render={({ field }) => (
          <RadioGroup
            legend="Policy"
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            hint={reason}
            options={[
              {
                value: 'none',
                label: 'None for now',
                description:
                  'The group gives its members nothing until a policy is attached to it.',
              },
              {
                value: 'unassigned',
                label: 'Attach a policy without a principal',
                disabled,
              },
              { value: 'duplicate', label: 'Attach a copy of an existing policy', disabled },
            ]}
          />
        )}
      />
      {way === 'unassigned' && (
        <Controller
          control={control}
          name="policyId"
          rules={{ required: 'Select a policy.' }}
          render={({ field, fieldState }) => (
            <UnassignedPolicyField
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      )}
      {way === 'duplicate' && (
        <Controller
          control={control}
          name="original"
          rules={{ required: 'Select the policy to copy.' }}
          render={({ field, fieldState }) => (
            <ResourcePicker
              label="Policy to copy"
              types={POLICIES}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
              required
            />
          )}
        />
      )}
    </>
  )
}
