import { useId, useState } from 'react'
import { Controller, FormProvider, useForm, useWatch } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { InformationFields } from '../../parts/information-fields.tsx'
import { INFORMATION_ARGUMENTS, type Information } from '../../parts/information.ts'
import type { Principal } from '../../parts/principal.ts'
import { useUnsavedGuard } from '../../parts/unsaved-guard.tsx'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { toast } from '../../ui/toast.tsx'
import { DraftRules, type OpenRule } from './draft-rules.tsx'
import { useCreatePolicy } from './policy-writes.ts'
import {
  PrincipalChoice,
  principalIn,
  principalProblem,
  type PrincipalValue,
} from './principal-choice.tsx'
import { RightsChange } from './rights-change.tsx'
import type { RuleDraft } from './rule-draft.ts'

/** What the form begins with. */
export interface NewPolicyStart extends Information {
  principal: Principal | undefined
  rules: readonly RuleDraft[]
}

interface Values extends Information {
  principal: PrincipalValue
}

/** The form of a new policy: what it is called, whom it is for, its rules, and what they change. */
export function CreatePolicyForm({ start }: { start: NewPolicyStart }) {
  const navigate = useNavigateFromHere()
  const creation = useCreatePolicy()
  const [rules, setRules] = useState<readonly RuleDraft[]>(start.rules)
  const [open, setOpen] = useState<OpenRule | undefined>(
    start.rules.length === 0 ? { index: 0 } : undefined,
  )
  const [touched, setTouched] = useState(false)
  const formId = useId()
  const [rulesProblem, setRulesProblem] = useState<string>()
  const form = useForm<Values>({
    defaultValues: {
      name: start.name,
      description: start.description,
      tags: start.tags,
      principal: { kind: start.principal?.type ?? '', picked: start.principal },
    },
  })
  const { control, handleSubmit, setError, formState } = form
  const { errors, isSubmitting, isDirty } = formState
  const [principalValue, name] = useWatch({ control, name: ['principal', 'name'] })
  const principal = principalIn(principalValue)
  const guard = useUnsavedGuard(
    isDirty || touched || rules !== start.rules,
    'The policy has not been created yet.',
  )

  /** Whether the rules can be sent; if not, it is said under them. */
  function requireRules(): boolean {
    const problem = open
      ? 'Confirm or discard the open rule first.'
      : rules.length === 0
        ? 'A policy needs at least one rule. Add one.'
        : undefined
    setRulesProblem(problem)
    return problem === undefined
  }

  const submit = handleSubmit(async ({ principal: chosen, ...information }) => {
    if (!requireRules()) return
    try {
      const policy = await creation.mutateAsync({
        ...information,
        principal: principalIn(chosen),
        rules,
      })
      guard.release()
      await navigate(paths.policy(policy.id))
      toast({ sentiment: 'success', text: `Policy ${policy.name} created` })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, {
        ...INFORMATION_ARGUMENTS,
        user_id: 'principal',
        group_id: 'principal',
        application_id: 'principal',
      })
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  }, requireRules)

  return (
    <div className="flex flex-col gap-6">
      <Card title="Policy information">
        <form
          id={formId}
          noValidate
          onSubmit={(event) => void submit(event)}
          className="flex max-w-154 flex-col gap-6"
        >
          <FormProvider {...form}>
            <InformationFields />
          </FormProvider>
          <Controller
            control={control}
            name="principal"
            rules={{ validate: (value) => principalProblem(value) ?? true }}
            render={({ field, fieldState }) => (
              <PrincipalChoice
                value={field.value}
                onChange={field.onChange}
                error={fieldState.error?.message}
              />
            )}
          />
        </form>
      </Card>
      <Card title="Rules">
        <DraftRules
          rules={rules}
          onChange={(next) => {
            setRules(next)
            setRulesProblem(undefined)
          }}
          open={open}
          onOpen={(next) => {
            setOpen(next)
            setTouched(false)
            setRulesProblem(undefined)
          }}
          onTouch={() => setTouched(true)}
        />
      </Card>
      {principal && rules.length > 0 && (
        <RightsChange
          principal={principal}
          principalName={principalValue.picked?.name}
          policy={{ id: '', name }}
          rules={rules}
        />
      )}
      {rulesProblem && <Alert sentiment="danger">{rulesProblem}</Alert>}
      {errors.root?.message && <Alert sentiment="danger">{errors.root.message}</Alert>}
      <div className="flex flex-wrap justify-end gap-4 border-t border-neutral-border pt-6">
        <Button
          variant="ghost"
          sentiment="neutral"
          onClick={() => {
            guard.release()
            void navigate(paths.policies())
          }}
        >
          Cancel
        </Button>
        {/* Outside of the form, whose Enter must not reach into the open rule. */}
        <Button type="submit" form={formId} loading={isSubmitting}>
          Create policy
        </Button>
      </div>
      {guard.question}
    </div>
  )
}
