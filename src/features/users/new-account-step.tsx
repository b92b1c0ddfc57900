import { Controller, useFormContext, useWatch } from 'react-hook-form'

import { NewPasswordField, passwordOf } from '../../parts/new-password-field.tsx'
import { passwordProblem, USERNAME_MAX_LENGTH, usernameProblem } from '../../parts/user-rules.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { NewMember } from './use-add-member.ts'

/** The first step: username, password, and whether it is sent by e-mail. */
export function NewAccountStep() {
  const { control, register, formState } = useFormContext<NewMember>()
  const { errors } = formState
  const password = useWatch({ control, name: 'password' })
  return (
    <>
      <TextField
        label="Username"
        required
        autoCapitalize="none"
        spellCheck={false}
        maxLength={USERNAME_MAX_LENGTH}
        hint="Unique in the Organization. Letters without accents, digits and @ . _ -."
        error={errors.username?.message}
        {...register('username', { validate: (name) => usernameProblem(name) ?? true })}
      />
      <Controller
        control={control}
        name="password"
        rules={{
          validate: (value) =>
            value.source === 'none' ? true : (passwordProblem(passwordOf(value)) ?? true),
        }}
        render={({ field }) => (
          <NewPasswordField
            value={field.value}
            onChange={field.onChange}
            error={errors.password?.message}
            noneText="The member signs in with codes sent by email, where the Organization allows it."
          />
        )}
      />
      {password.source !== 'none' && (
        <Controller
          control={control}
          name="sendPassword"
          render={({ field }) => (
            <Checkbox
              label="Send the password by email"
              hint="Otherwise hand it over yourself. A generated password is shown once more at the end."
              checked={field.value}
              onChange={field.onChange}
            />
          )}
        />
      )}
    </>
  )
}
