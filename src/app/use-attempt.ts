import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'

import { signInFailure, type WrongWords } from './sign-in-failure.ts'

/** A form of one of the sign-in page's steps. */
export interface Attempt {
  pending: boolean
  /** Whether it was sent once: from then on empty fields say that they are. */
  tried: boolean
  failure: string
  /** Put it on the step's form: its first empty field, or its first, is focused when needed. */
  form: RefObject<HTMLFormElement | null>
  /** The form's onSubmit. */
  submit: (event: FormEvent) => void
  /** Does something else of the step under the same failure. */
  run: (action: () => Promise<void>) => void
}

/**
 * Sends a step of signing in. The first field has the focus when the step opens, and the field that is
 * empty or wrong has it after a failure.
 *
 * @param complete whether every field has something
 * @param wrong what to say when what was entered is not right
 * @param firstFailure a failure that the step opens with
 */
export function useAttempt(
  complete: boolean,
  wrong: WrongWords,
  action: () => Promise<void>,
  firstFailure = '',
): Attempt {
  const [pending, setPending] = useState(false)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState(firstFailure)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => focusField(form.current), [])

  const run = (what: () => Promise<void>) => {
    if (pending) return
    setPending(true)
    setFailure('')
    what().then(
      () => setPending(false),
      (error: unknown) => {
        setPending(false)
        setFailure(signInFailure(error, wrong))
        focusField(form.current, 'last')
      },
    )
  }
  return {
    pending,
    tried,
    failure,
    form,
    run,
    submit: (event) => {
      event.preventDefault()
      setTried(true)
      if (complete) run(action)
      else focusField(form.current)
    },
  }
}

/** The first empty field, else the first or the last, which holds the secret. */
function focusField(form: HTMLFormElement | null, otherwise: 'first' | 'last' = 'first') {
  const fields = [...(form?.querySelectorAll('input') ?? [])]
  const field =
    fields.find(({ value }) => value.trim() === '') ?? fields.at(otherwise === 'first' ? 0 : -1)
  field?.focus()
}
