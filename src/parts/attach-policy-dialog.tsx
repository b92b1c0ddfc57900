import { Controller, useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'

import { toApiError } from '../api/errors.ts'
import { paths } from '../paths.ts'
import { RadioGroup } from '../ui/radio-group.tsx'
import { toast } from '../ui/toast.tsx'
import { FormDialog } from './form-dialog.tsx'
import { usePagePrincipal } from './page-principal.tsx'
import type { Picked } from './picker-queries.ts'
import { useAttachPolicy } from './policy-attachment.ts'
import { principalToText } from './principal.ts'
import { ResourcePicker } from './resource-picker.tsx'
import { UnassignedPolicyField } from './unassigned-policy-field.tsx'

const POLICIES = ['policy'] as const

const WAYS = [
  {
    value: 'create',
    label: 'Create a new policy',
    description: 'Opens the page that creates policies, with the principal filled in.',
  },
  {
    value: 'unassigned',
    label: 'Select an unassigned policy',
    description: 'One that is attached to nobody at present.',
  },
  {
    value: 'duplicate',
    label: 'Duplicate an existing policy',
    description: 'Opens the page that creates policies, with the rules of another filled in.',
  },
] as const

interface Values {
  way: (typeof WAYS)[number]['value']
  policyId: string
  original: Picked<'policy'> | undefined
}

/** Attaches a policy to the principal whose page it is over, in one of three ways. */
export function AttachPolicyDialog() {
  const { principal, name, close } = usePagePrincipal()
  const navigate = useNavigate()
  const attachment = useAttachPolicy()
  const { control, handleSubmit, formState } = useForm<Values>({
    defaultValues: { way: 'create', policyId: '', original: undefined },
    shouldUnregister: true,
  })
  const way = useWatch({ control, name: 'way' })

  const submit = handleSubmit(async ({ way: chosen, policyId, original }) => {
    if (chosen !== 'unassigned') {
      const search = new URLSearchParams({ principal: principalToText(principal) })
      if (chosen === 'duplicate' && original) search.set('duplicate', original.id)
      await navigate(`${paths.createPolicy()}?${search.toString()}`)
      return
    }
    try {
      const policy = await attachment.mutateAsync({ policyId, principal })
      toast({ sentiment: 'success', text: `Policy ${policy.name} attached to ${name}` })
    } catch {
      // The dialog shows the operation's error.
      return
    }
    close()
  })

  return (
    <FormDialog
      title="Attach a policy"
      dirty={formState.isDirty}
      pending={attachment.isPending}
      error={attachment.error && toApiError(attachment.error).message}
      submitLabel={way === 'unassigned' ? 'Attach policy' : 'Continue'}
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <Controller
        control={control}
        name="way"
        render={({ field }) => (
          <RadioGroup
            legend={`How to give ${name} permissions`}
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            options={WAYS}
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
              value={field.value ?? ''}
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
          rules={{ required: 'Select the policy to duplicate.' }}
          render={({ field, fieldState }) => (
            <ResourcePicker
              label="Policy to duplicate"
              types={POLICIES}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
              required
            />
          )}
        />
      )}
    </FormDialog>
  )
}
