import type { User } from '@scaleway/sdk-iam/v1alpha1'
import { Controller, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../api/errors.ts'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { toast } from '../ui/toast.tsx'
import { FormDialog } from './form-dialog.tsx'
import { languageName, LOCALES } from './languages.ts'
import { useAccountDialog } from './use-account-dialog.ts'
import { useUpdateUser } from './user-operations.ts'
import { useUserReasons } from './user-reasons.ts'
import {
  EMAIL_MAX_LENGTH,
  emailProblem,
  PERSON_NAME_MAX_LENGTH,
  personNameProblem,
  PHONE_MAX_LENGTH,
  phoneProblem,
} from './user-rules.ts'

/** Changes who a user is: names, email, phone and language. */
export function EditProfileDialog() {
  const { user, close } = useAccountDialog()
  if (!user) return null
  return <Form user={user} close={close} />
}

function Form({ user, close }: { user: User; close: () => void }) {
  const { email: emailRefusal } = useUserReasons(user)
  const update = useUpdateUser(user.id)
  const { firstName, lastName, email, phoneNumber, locale } = user
  const { control, register, handleSubmit, setError, formState } = useForm({
    defaultValues: { firstName, lastName, email, phoneNumber, locale },
  })
  const { errors, isDirty, isSubmitting, dirtyFields } = formState

  const submit = handleSubmit(async (values) => {
    try {
      await update.mutateAsync({
        ...(dirtyFields.firstName && { firstName: values.firstName.trim() }),
        ...(dirtyFields.lastName && { lastName: values.lastName.trim() }),
        ...(dirtyFields.email && { email: values.email.trim() }),
        ...(dirtyFields.phoneNumber && { phoneNumber: values.phoneNumber.trim() }),
        ...(dirtyFields.locale && { locale: values.locale }),
      })
      close()
      toast({ sentiment: 'success', text: 'Profile saved' })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, {
        first_name: 'firstName',
        last_name: 'lastName',
        email: 'email',
        phone_number: 'phoneNumber',
        locale: 'locale',
      })
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  })

  return (
    <FormDialog
      title="Edit profile"
      dirty={isDirty}
      pending={isSubmitting}
      error={errors.root?.message}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <div className="grid gap-6 xsmall:grid-cols-2">
        <TextField
          label="First name"
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.firstName?.message}
          {...register('firstName', { validate: (name) => personNameProblem(name) ?? true })}
        />
        <TextField
          label="Last name"
          maxLength={PERSON_NAME_MAX_LENGTH}
          error={errors.lastName?.message}
          {...register('lastName', { validate: (name) => personNameProblem(name) ?? true })}
        />
      </div>
      <TextField
        label="Email"
        type="email"
        required
        readOnly={emailRefusal !== undefined}
        hint={emailRefusal}
        maxLength={EMAIL_MAX_LENGTH}
        error={errors.email?.message}
        {...register('email', { validate: (address) => emailProblem(address) ?? true })}
      />
      <TextField
        label="Phone number"
        type="tel"
        optional
        maxLength={PHONE_MAX_LENGTH}
        error={errors.phoneNumber?.message}
        {...register('phoneNumber', { validate: (phone) => phoneProblem(phone) ?? true })}
      />
      <Controller
        control={control}
        name="locale"
        render={({ field }) => (
          <Select
            label="Preferred language"
            value={field.value}
            onChange={field.onChange}
            options={languageOptions(locale)}
            error={errors.locale?.message}
          />
        )}
      />
    </FormDialog>
  )
}

/** The languages on offer, and the one that is set if it is another. */
function languageOptions(present: string) {
  const offered: readonly string[] = LOCALES
  const all = present === '' || offered.includes(present) ? offered : [...offered, present]
  return all.map((locale) => ({ value: locale, label: languageName(locale) }))
}
