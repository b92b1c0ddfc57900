import { Check } from 'lucide-react'

import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface Step {
  id: string
  label: string
}

/**
 * The steps of a wizard in a row: done, current, to come. Steps that are done lead back to themselves.
 * On a phone the current one alone shows its name.
 *
 * @param label names the row for screen readers
 * @param current id of the step that is on screen
 * @param onStep goes back to a step that is done
 */
export function Stepper({
  label,
  steps,
  current,
  onStep,
}: {
  label: string
  steps: readonly Step[]
  current: string
  onStep: (id: string) => void
}) {
  const at = steps.findIndex((step) => step.id === current)
  return (
    <ol aria-label={label} className="flex flex-wrap items-center gap-2">
      {steps.map((step, index) => {
        const isDone = index < at
        const content = (
          <>
            <Bullet
              number={index + 1}
              state={isDone ? 'done' : index === at ? 'current' : 'next'}
            />
            <span className={index === at ? undefined : 'max-[36rem]:sr-only'}>{step.label}</span>
          </>
        )
        return (
          <li
            key={step.id}
            {...(index === at ? { 'aria-current': 'step' as const } : {})}
            className={classNames(
              'type-body-small flex items-center gap-2',
              index < steps.length - 1 && 'grow',
              index === at && 'type-body-small-strong text-primary-text',
              index > at && 'text-neutral-text-weak',
            )}
          >
            {isDone ? (
              <button
                type="button"
                onClick={() => onStep(step.id)}
                className="flex min-h-8 items-center gap-2 rounded-default hover:underline"
              >
                {content}
                <VisuallyHidden> (done)</VisuallyHidden>
              </button>
            ) : (
              <span className="flex min-h-8 items-center gap-2">{content}</span>
            )}
            {index < steps.length - 1 && (
              <span
                aria-hidden
                className={classNames(
                  'h-px min-w-4 grow',
                  isDone ? 'bg-primary-background-strong' : 'bg-neutral-border',
                )}
              />
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Bullet({ number, state }: { number: number; state: 'done' | 'current' | 'next' }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'type-caption-strong grid size-6 shrink-0 place-items-center rounded-circle border',
        state === 'done' && 'border-transparent bg-primary-background text-primary-text',
        state === 'current' &&
          'border-transparent bg-primary-background-strong text-primary-text-strong outline-3 outline-primary-background',
        state === 'next' && 'border-neutral-border bg-neutral-background text-neutral-text-weak',
      )}
    >
      {state === 'done' ? <Check size={14} /> : number}
    </span>
  )
}
