import { Controller, useFormContext } from 'react-hook-form'

import { MembersPicker } from '../../parts/members-picker.tsx'
import { TAGS_MAX, TAG_MAX_LENGTH, tagsProblem } from '../../parts/tag-rules.ts'
import { useRight } from '../../parts/use-right.ts'
import {
  EMAIL_MAX_LENGTH,
  emailProblem,
  PERSON_NAME_MAX_LENGTH,
  personNameProblem,
} from '../../parts/user-rules.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TagInput } from '../../ui/tag-input.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { NewMember } from './use-add-member.ts'

const GROUP = ['group'] as const

/** The second step: email, names, tags and groups. */
export function NewProfileStep() {
  const { control, register, formState } = useFormContext<NewMember>()
  const { errors } = formState
  const { allowed: mayJoin, reason } = useRight('write', 'group')
  return (
    <>
      <TextField
        label="Email"
        type="email"
        required
        maxLength={EMAIL_MAX_LENGTH}
        error={errors.email?.message}
        {...register('email', { validate: (email) => emailProblem(email) ?? true })}
      />
      <Controller
        control={control}
        name="sendWelcome"
        render={({ field }) => (
          <Checkbox
            label="Send a welcome email"
            hint="It says where to sign in and with which username, not the password."
            checked={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <div className="grid gap-6 xsmall:grid-cols-2">
        <TextField
          label="First name"
          optional
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.firstName?.message}
          {...register('firstName', { validate: (name) => personNameProblem(name) ?? true })}
        />
        <TextField
          label="Last name"
          optional
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.lastName?.message}
          {...register('lastName', { validate: (name) => personNameProblem(name) ?? true })}
        />
      </div>
      <Controller
        control={control}
        name="tags"
        rules={{ validate: (tags) => tagsProblem(tags) ?? true }}
        render={({ field }) => (
          <TagInput
            label="Tags"
            optional
            value={field.value}
            onChange={field.onChange}
            max={TAGS_MAX}
            maxLength={TAG_MAX_LENGTH}
            hint={`Up to ${TAGS_MAX}, such as team=platform. Press Enter after each.`}
            error={errors.tags?.message}
          />
        )}
      />
      {mayJoin ? (
        <Controller
          control={control}
          name="groups"
          render={({ field }) => (
            <MembersPicker
              label="Groups"
              listLabel="Chosen groups"
              types={GROUP}
              optional
              value={field.value}
              onChange={field.onChange}
              hint="The member gets the permissions of the groups they are in."
            />
          )}
        />
      ) : (
        <Notice>The member cannot be added to groups here. {reason}</Notice>
      )}
    </>
  )
}
