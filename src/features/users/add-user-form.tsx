import { useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { newPassword } from '../../parts/new-password-field.tsx'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { NewAccountStep } from './new-account-step.tsx'
import { NewProfileStep } from './new-profile-step.tsx'
import type { NewMember } from './use-add-member.ts'

const STEPS = [
  { id: 'account', label: 'Sign-in' },
  { id: 'profile', label: 'Profile' },
] as const

type StepId = (typeof STEPS)[number]['id']

/**
 * The two steps of adding a member; what was entered stays when one goes back.
 *
 * @param add makes the member; throws what the API answers
 */
export function AddUserForm({ add }: { add: (member: NewMember) => Promise<void> }) {
  const [step, setStep] = useState<StepId>('account')
  const form = useForm<NewMember>({
    defaultValues: {
      username: '',
      password: newPassword('generated'),
      sendPassword: false,
      email: '',
      sendWelcome: true,
      firstName: '',
      lastName: '',
      tags: [],
      groups: [],
    },
  })
  const { handleSubmit, setError, trigger, formState } = form
  const { errors, isSubmitting } = formState
  const heading = useStepFocus(step)

  const next = async () => {
    if (await trigger(['username', 'password'], { shouldFocus: true })) setStep('profile')
  }
  const submit = handleSubmit(
    async (member) => {
      try {
        await add(member)
      } catch (error) {
        const failure = toApiError(error)
        if (failure.kind === 'conflict') {
          setStep('account')
          setError('username', { message: 'Another user of the Organization has it.' })
          return
        }
        const shown = applyFieldErrors(error, setError, {
          'member.username': 'username',
          'member.password': 'password',
          'member.email': 'email',
          'member.first_name': 'firstName',
          'member.last_name': 'lastName',
          tags: 'tags',
        })
        if (!shown) setError('root', { message: failure.message })
        const wrong = new Set(failure.details.fields.map(({ name }) => name))
        if (wrong.has('member.username') || wrong.has('member.password')) {
          setStep('account')
        }
      }
    },
    (wrong) => {
      if (wrong.username || wrong.password) setStep('account')
    },
  )

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          if (step === 'profile') {
            void submit(event)
          } else {
            event.preventDefault()
            void next()
          }
        }}
        className="flex max-w-154 flex-col gap-6"
      >
        <Stepper
          label="Steps of adding a user"
          steps={STEPS}
          current={step}
          onStep={() => setStep('account')}
        />
        <h2
          ref={heading}
          tabIndex={-1}
          className="type-heading-small text-neutral-text-strong outline-none"
        >
          {step === 'account' ? 'How the member signs in' : 'Who the member is'}
        </h2>
        {step === 'account' ? <NewAccountStep /> : <NewProfileStep />}
        {errors.root?.message && <Alert sentiment="danger">{errors.root.message}</Alert>}
        <div className="flex flex-wrap justify-end gap-4">
          <ButtonLink variant="ghost" sentiment="neutral" to={paths.users()}>
            Cancel
          </ButtonLink>
          {step === 'account' ? (
            <Button key="next" type="submit">
              Next
            </Button>
          ) : (
            <>
              <Button
                variant="outlined"
                sentiment="neutral"
                disabled={isSubmitting}
                onClick={() => setStep('account')}
              >
                Back
              </Button>
              <Button key="create" type="submit" loading={isSubmitting}>
                Create member
              </Button>
            </>
          )}
        </div>
      </form>
    </FormProvider>
  )
}

/** Moves the focus to the heading of a step that was changed to. */
function useStepFocus(step: StepId) {
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = useRef(step)
  useEffect(() => {
    if (seen.current === step) return
    seen.current = step
    heading.current?.focus()
  }, [step])
  return heading
}
