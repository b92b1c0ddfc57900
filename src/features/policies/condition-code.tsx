import { CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { announce } from '../../ui/announcer.tsx'
import { CodeField, type CodeFieldHandle } from '../../ui/code-field.tsx'
import { CONDITION_MAX_LENGTH, useConditionCheck } from './condition-check.ts'

/**
 * The code editor of a condition: the syntax is checked while one types, and an error says its line and
 * column and leads there.
 *
 * @param insisted how often going on was tried; each time the caret goes to the error
 */
export function ConditionCode({
  text,
  onChange,
  insisted,
}: {
  text: string
  onChange: (text: string) => void
  insisted: number
}) {
  const field = useRef<CodeFieldHandle>(null)
  const check = useConditionCheck(text)
  const place = check.state === 'wrong' ? `Line ${check.line}, column ${check.column}` : undefined
  const problem = check.state === 'wrong' ? `${place}: ${check.message}.` : undefined
  const isTooLong = text.length > CONDITION_MAX_LENGTH

  useEffect(() => {
    if (problem) announce(problem)
  }, [problem])
  const position = check.state === 'wrong' ? check.position : undefined
  // Only an attempt to go on moves the caret, once; typing must not.
  const ledTo = useRef(insisted)
  useEffect(() => {
    if (position === undefined || insisted === ledTo.current) return
    ledTo.current = insisted
    field.current?.select(position)
  }, [insisted, position])

  return (
    <div className="flex flex-col gap-3">
      <CodeField
        ref={field}
        label="Condition (CEL)"
        value={text}
        onChange={onChange}
        count={{ length: text.length, max: CONDITION_MAX_LENGTH }}
        error={
          isTooLong ? (
            `Use at most ${CONDITION_MAX_LENGTH.toLocaleString('en')} characters.`
          ) : position !== undefined ? (
            <>
              {problem}{' '}
              <button
                type="button"
                onClick={() => field.current?.select(position)}
                className="min-h-6 rounded-small font-medium underline"
              >
                Go there
              </button>
            </>
          ) : undefined
        }
      />
      {check.state === 'right' && !isTooLong && (
        <p className="type-caption flex items-center gap-1 text-success-text">
          <CircleCheck size={16} aria-hidden /> The syntax is right. Whether it can ever hold is not
          checked.
        </p>
      )}
      <details className="type-body-small text-neutral-text">
        <summary className="w-fit cursor-pointer">What a condition can use</summary>
        <dl className="mt-2 flex flex-col gap-2">
          {VOCABULARY.map(([code, words]) => (
            <div key={code} className="flex flex-col gap-x-4 xsmall:flex-row">
              <dt className="type-code shrink-0 wrap-anywhere xsmall:w-84">{code}</dt>
              <dd className="m-0 min-w-0">{words}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}

const VOCABULARY = [
  ['request.ip', 'The public IP address that the request comes from, as text.'],
  ['request.time', 'When the request arrives. Compare it with timestamp("2026-12-31T23:00:00Z").'],
  [
    'request.time.getHours("Europe/Paris")',
    'A part of that time in a time zone; also getDayOfWeek, where 0 is Sunday.',
  ],
  ['request.user_agent', 'What the caller’s program calls itself; its first 255 characters.'],
  [
    'resource.id, resource.name',
    'The one thing that the request is about. Listing and creating have none: add || !has(resource.id) to allow them.',
  ],
  ['&&  ||  !', 'And, or, not; with brackets where needed.'],
  ['.startsWith("…")  .contains("…")  in ["…", "…"]', 'For texts.'],
] as const
