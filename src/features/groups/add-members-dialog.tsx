import { useQuery } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { useParams } from 'react-router'

import { toApiError } from '../../api/errors.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useAddGroupMembers } from '../../parts/group-membership.ts'
import { type Member, MembersPicker } from '../../parts/members-picker.tsx'
import { usePagePrincipal } from '../../parts/page-principal.tsx'
import { toast } from '../../ui/toast.tsx'
import { groupQuery } from './queries.ts'

/** The pickers want lists that stay the same. */
const WORDS = {
  user: { types: ['user'], title: 'Add users', field: 'Users', none: 'Select a user.' },
  application: {
    types: ['application'],
    title: 'Add applications',
    field: 'Applications',
    none: 'Select an application.',
  },
} as const

/** Adds any number of users to a group. */
export function AddUsersDialog() {
  return <AddMembersDialog type="user" />
}

/** Adds any number of applications to a group. */
export function AddApplicationsDialog() {
  return <AddMembersDialog type="application" />
}

interface Values {
  members: Member<Bearer['type']>[]
}

function AddMembersDialog({ type }: { type: Bearer['type'] }) {
  const { groupId = '' } = useParams()
  const { name, close } = usePagePrincipal()
  const { data: group } = useQuery(groupQuery(groupId))
  const addition = useAddGroupMembers()
  const { control, handleSubmit, formState } = useForm<Values>({ defaultValues: { members: [] } })
  const { types, title, field: label, none } = WORDS[type]

  const submit = handleSubmit(async ({ members }) => {
    try {
      await addition.mutateAsync({ groupId, members })
    } catch {
      // The dialog shows the operation's error.
      return
    }
    const [first, ...others] = members
    toast({
      sentiment: 'success',
      text: `${others.length === 0 ? first?.name : `${members.length} ${label.toLowerCase()}`} added to ${name}`,
    })
    close()
  })

  return (
    <FormDialog
      title={title}
      dirty={formState.isDirty}
      pending={addition.isPending}
      error={addition.error && toApiError(addition.error).message}
      submitLabel={title}
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <p className="type-body text-neutral-text wrap-anywhere">
        Members of <bdi>{name}</bdi> get every permission that its policies give.
      </p>
      <Controller
        control={control}
        name="members"
        rules={{ validate: (members) => members.length > 0 || none }}
        render={({ field, fieldState }) => (
          <MembersPicker<Bearer['type']>
            label={label}
            listLabel={`${label} to add`}
            types={types}
            value={field.value}
            onChange={field.onChange}
            excluded={type === 'user' ? group?.userIds : group?.applicationIds}
            max={100}
            error={fieldState.error?.message}
            required
          />
        )}
      />
    </FormDialog>
  )
}
