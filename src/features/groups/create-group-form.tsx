import type { Group } from '@scaleway/sdk-iam/v1alpha1'
import { useState } from 'react'
import { Controller, FormProvider, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import type { Bearer } from '../../parts/bearer.ts'
import { InformationFields } from '../../parts/information-fields.tsx'
import { INFORMATION_ARGUMENTS, type Information } from '../../parts/information.ts'
import { type Member, MembersPicker } from '../../parts/members-picker.tsx'
import type { Picked } from '../../parts/picker-queries.ts'
import { suggestName } from '../../parts/suggest-name.ts'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextLink } from '../../ui/link.tsx'
import { toast } from '../../ui/toast.tsx'
import { nameTaken } from './group-name.ts'
import { StartPolicyField } from './start-policy-field.tsx'
import { type StartPolicy, UnfinishedGroupError, useGroupCreation } from './use-group-creation.ts'

const PREFIX = 'grp'
const MEMBER_TYPES = ['user', 'application'] as const

/** What the form holds; `policyId` and `original` count for their way only. */
export interface GroupValues extends Information {
  members: Member<Bearer['type']>[]
  way: StartPolicy['way']
  policyId: string
  original: Picked<'policy'> | undefined
}

/** The form of a new group: a name is suggested, the rest may stay empty. */
export function CreateGroupForm() {
  const navigate = useNavigateFromHere()
  const { create, created } = useGroupCreation()
  const [unfinished, setUnfinished] = useState<UnfinishedGroupError>()
  const form = useForm<GroupValues>({
    defaultValues: {
      name: suggestName(PREFIX),
      description: '',
      tags: [],
      members: [],
      way: 'none',
      policyId: '',
      original: undefined,
    },
  })
  const { control, handleSubmit, setError, formState } = form
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async ({ way, policyId, original, ...rest }) => {
    setUnfinished(undefined)
    try {
      const { id, name } = await create({ ...rest, policy: startPolicy(way, policyId, original) })
      // Newest first, so that the new row is on the page that opens.
      await navigate(`${paths.groups()}?sort=created_at_desc`, { state: { highlight: id } })
      toast({ sentiment: 'success', text: `Group ${name} created` })
    } catch (error) {
      if (error instanceof UnfinishedGroupError) {
        setUnfinished(error)
        return
      }
      const taken = nameTaken(error)
      if (taken !== undefined) {
        setError('name', { type: 'server', message: taken }, { shouldFocus: true })
        return
      }
      const shown = applyFieldErrors(error, setError, INFORMATION_ARGUMENTS)
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  })

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-154 flex-col gap-6"
    >
      <FormProvider {...form}>
        <InformationFields
          prefix={PREFIX}
          nameHint="A suggestion; keep it or write your own. No two groups have the same name."
        />
      </FormProvider>
      <Controller
        control={control}
        name="members"
        render={({ field }) => (
          <MembersPicker<Bearer['type']>
            label="Members"
            listLabel="Members of the new group"
            types={MEMBER_TYPES}
            optional
            value={field.value}
            onChange={field.onChange}
            placeholder="Search users and applications"
            hint="Each choice is added below; then search for the next."
          />
        )}
      />
      <StartPolicyField control={control} />
      {unfinished && created && <Unfinished error={unfinished} group={created} />}
      {errors.root?.message && <Alert sentiment="danger">{errors.root.message}</Alert>}
      <div className="flex flex-wrap justify-end gap-4">
        <ButtonLink
          variant="ghost"
          sentiment="neutral"
          to={created ? paths.group(created.id) : paths.groups()}
        >
          {created ? 'Go to the group' : 'Cancel'}
        </ButtonLink>
        <Button type="submit" loading={isSubmitting}>
          {created ? 'Try again' : 'Create group'}
        </Button>
      </div>
    </form>
  )
}

/** Says what stands already, what does not, and that the form goes on from there. */
function Unfinished({ error, group }: { error: UnfinishedGroupError; group: Group }) {
  return (
    <Alert
      sentiment="warning"
      title={
        error.step === 'members'
          ? 'The group exists, but without its members'
          : 'The group exists, but without its policy'
      }
    >
      <p>{toApiError(error.cause).message}</p>
      <p>
        Nothing you entered is lost: change it if need be and try again, or go on with{' '}
        <TextLink to={paths.group(group.id)}>{group.name}</TextLink> as it is.
      </p>
    </Alert>
  )
}

function startPolicy(
  way: StartPolicy['way'],
  policyId: string,
  original: Picked<'policy'> | undefined,
): StartPolicy {
  if (way === 'unassigned') return { way, policyId }
  return way === 'duplicate' && original ? { way, policyId: original.id } : { way: 'none' }
}
