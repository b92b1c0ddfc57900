import { useQuery } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'

import { toApiError } from '../api/errors.ts'
import { groupsOfApplicationsQuery, groupsOfUsersQuery } from '../features/groups/queries.ts'
import { toast } from '../ui/toast.tsx'
import { FormDialog } from './form-dialog.tsx'
import { useAddGroupMembers } from './group-membership.ts'
import { usePagePrincipal } from './page-principal.tsx'
import type { Picked } from './picker-queries.ts'
import { ResourcePicker } from './resource-picker.tsx'

const GROUPS = ['group'] as const

interface Values {
  group: Picked<'group'> | undefined
}

/** Adds the user or the application whose page it is over to a group. */
export function AddToGroupDialog() {
  const { principal, name, close } = usePagePrincipal()
  const addition = useAddGroupMembers()
  const query = principal.type === 'user' ? groupsOfUsersQuery : groupsOfApplicationsQuery
  const { data: groups = [] } = useQuery(query([principal.id]))
  const { control, handleSubmit, formState } = useForm<Values>({
    defaultValues: { group: undefined },
  })
  const { type, id } = principal

  const submit = handleSubmit(async ({ group }) => {
    if (!group || type === 'group') return
    try {
      await addition.mutateAsync({ groupId: group.id, members: [{ type, id }] })
    } catch {
      // The dialog shows the operation's error.
      return
    }
    toast({ sentiment: 'success', text: `${name} added to ${group.name}` })
    close()
  })

  return (
    <FormDialog
      title="Add to group"
      dirty={formState.isDirty}
      pending={addition.isPending}
      error={addition.error && toApiError(addition.error).message}
      submitLabel="Add to group"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <p className="type-body text-neutral-text wrap-anywhere">
        {name} gets every permission that the policies of the group give.
      </p>
      <Controller
        control={control}
        name="group"
        rules={{ required: 'Select a group.' }}
        render={({ field, fieldState }) => (
          <ResourcePicker
            label="Group"
            types={GROUPS}
            value={field.value}
            onChange={field.onChange}
            excluded={groups.map((group) => group.id)}
            error={fieldState.error?.message}
            required
          />
        )}
      />
    </FormDialog>
  )
}
