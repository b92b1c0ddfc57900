import { useEffect, useRef, useState } from 'react'

import { Alert } from '../../ui/alert.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { checkText } from './condition-check.ts'
import { ConditionStep, conditionText, openCondition } from './condition-step.tsx'
import { type Family, familyOf, type RuleDraft, type RuleScope } from './rule-draft.ts'
import { ruleSentence } from './rule-words.ts'
import { ScopeStep } from './scope-step.tsx'
import { SetStep } from './set-step.tsx'
import { useProjectNames } from './use-project-names.ts'

const STEPS = [
  { id: 'sets', label: 'Permission sets' },
  { id: 'scope', label: 'Scope' },
  { id: 'conditions', label: 'Conditions' },
] as const

type StepId = (typeof STEPS)[number]['id']

/**
 * Writes one rule in three steps: permission sets, where they count, and when. Each step says what it
 * lacks before the next one opens.
 *
 * @param initial the rule to change; undefined writes a new one
 * @param family the family of permission sets that a new rule opens with
 * @param takesFocus the person has just asked for the editor, which opens somewhere on a page
 * @param heading the level of its title: below that of the card it stands in, or of the page
 * @param onConfirm takes the finished rule; `next` is the family that the person wants a further rule
 *   for
 * @param onTouch hears that something was chosen or written, which leaving would lose
 * @param onDraft hears of every state in which the rule is whole, and undefined while it is not
 */
export function RuleEditor({
  title,
  heading: Heading = 'h3',
  initial,
  family: firstFamily = 'projects',
  confirmLabel,
  takesFocus = false,
  pending = false,
  error,
  onConfirm,
  onCancel,
  onTouch,
  onDraft,
}: {
  title: string
  heading?: 'h2' | 'h3'
  initial?: RuleDraft | undefined
  family?: Family | undefined
  confirmLabel: string
  takesFocus?: boolean
  pending?: boolean
  error?: string | undefined
  onConfirm: (rule: RuleDraft, next: Family | undefined) => void
  onCancel: () => void
  onTouch?: (() => void) | undefined
  onDraft?: ((rule: RuleDraft | undefined) => void) | undefined
}) {
  const [step, setStep] = useState<StepId>('sets')
  const [insisted, setInsisted] = useState(0)
  const [checking, setChecking] = useState(false)
  const [names, setNames] = useState<readonly string[]>(initial?.sets ?? [])
  const [family, setFamily] = useState<Family>(initial ? familyOf(initial.scope) : firstFamily)
  const [scope, setScope] = useState<RuleScope | undefined>(initial?.scope)
  const [condition, setCondition] = useState(() => openCondition(initial?.condition ?? ''))
  const [nextFamily, setNextFamily] = useState<Family>()
  const heading = useRef<HTMLHeadingElement>(null)
  const projectNames = useProjectNames()

  const chosenScope: RuleScope | undefined =
    family === 'organization'
      ? { type: 'organization' }
      : scope?.type === 'organization'
        ? undefined
        : scope
  const problems = {
    sets: names.length === 0 ? 'Select at least one permission set.' : undefined,
    scope:
      chosenScope === undefined
        ? 'Choose where the permission sets apply.'
        : chosenScope.type === 'projects' && chosenScope.projectIds.length === 0
          ? 'Select at least one Project.'
          : undefined,
  }
  const text = conditionText(condition)
  const draft: RuleDraft | undefined =
    problems.sets || problems.scope || !chosenScope || text === undefined
      ? undefined
      : { sets: names, scope: chosenScope, condition: text }
  useDraftReport(draft, onDraft)

  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])

  function open(next: StepId) {
    setStep(next)
    setInsisted(0)
    announce(`Step ${STEPS.findIndex(({ id }) => id === next) + 1} of ${STEPS.length}`)
    heading.current?.focus()
  }

  async function goOn() {
    setInsisted((times) => times + 1)
    if (step === 'sets' && !problems.sets) open('scope')
    else if (step === 'scope' && !problems.scope) open('conditions')
    else if (step === 'conditions' && draft && !pending) {
      setChecking(true)
      const check = await checkText(draft.condition)
      setChecking(false)
      if (check.state !== 'wrong') onConfirm(draft, nextFamily)
    }
  }

  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-6 rounded-default border border-primary-border p-4 xsmall:p-6"
    >
      <div className="flex flex-col gap-1">
        <Heading
          ref={heading}
          tabIndex={-1}
          className="type-body-stronger text-neutral-text-strong outline-none"
        >
          {title}
        </Heading>
        <p className="type-body-small text-neutral-text-weak">
          What the principal can do, where, and under which conditions.
        </p>
      </div>
      <Stepper
        label={`Steps of ${title}`}
        steps={STEPS}
        current={step}
        onStep={(id) => {
          const known = STEPS.find((one) => one.id === id)
          if (known) open(known.id)
        }}
      />
      {step === 'sets' && (
        <SetStep
          names={names}
          onChange={(next, nextOf) => {
            setNames(next)
            if (nextOf) setFamily(nextOf)
            onTouch?.()
          }}
          shownFamily={family}
          nextFamily={nextFamily}
          onNextFamily={setNextFamily}
          error={insisted > 0 ? problems.sets : undefined}
        />
      )}
      {step === 'scope' && (
        <ScopeStep
          family={family}
          scope={chosenScope}
          onChange={(next) => {
            setScope(next)
            onTouch?.()
          }}
          error={insisted > 0 ? problems.scope : undefined}
        />
      )}
      {step === 'conditions' && (
        <ConditionStep
          state={condition}
          onChange={(next) => {
            setCondition(next)
            onTouch?.()
          }}
          insisted={insisted}
        />
      )}
      {step === 'conditions' && draft && (
        <p className="type-body-small-strong text-neutral-text-strong">
          {ruleSentence(draft, projectNames)}
        </p>
      )}
      {error && <Alert sentiment="danger">{error}</Alert>}
      <div className="flex flex-wrap justify-end gap-4">
        <Button variant="ghost" sentiment="neutral" onClick={onCancel}>
          Discard rule
        </Button>
        {step !== 'sets' && (
          <Button
            variant="outlined"
            sentiment="neutral"
            onClick={() => open(step === 'conditions' ? 'scope' : 'sets')}
          >
            Back
          </Button>
        )}
        <Button loading={pending || checking} onClick={() => void goOn()}>
          {step === 'conditions' ? confirmLabel : 'Next'}
        </Button>
      </div>
    </section>
  )
}

/** Tells the owner of the editor what the rule is, once for each change of it. */
function useDraftReport(
  draft: RuleDraft | undefined,
  onDraft: ((rule: RuleDraft | undefined) => void) | undefined,
) {
  const content = draft && JSON.stringify(draft)
  const report = useRef(onDraft)
  useEffect(() => {
    report.current = onDraft
  }, [onDraft])
  useEffect(() => {
    report.current?.(content === undefined ? undefined : (JSON.parse(content) as RuleDraft))
  }, [content])
}
