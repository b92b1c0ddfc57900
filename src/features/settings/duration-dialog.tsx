import { type FormEvent, useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { paths } from '../../paths.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { toast } from '../../ui/toast.tsx'
import {
  chosenSeconds,
  type DurationBounds,
  durationChoices,
  durationProblem,
  toChosen,
} from './chosen-duration.ts'
import { DurationField } from './duration-field.tsx'
import { useClose } from './use-close.ts'

/**
 * Sets the longest life of a kind of credential.
 *
 * @param seconds what is set now; 0 for no limit
 * @param describe says what happens when the seconds that are chosen are saved
 * @param save stores the seconds; a failure is thrown
 * @param done what has changed, for the toast
 */
export function DurationDialog({
  title,
  legend,
  seconds,
  bounds,
  describe,
  save,
  done,
}: {
  title: string
  legend: string
  seconds: number
  bounds: DurationBounds
  describe: (seconds: number) => string
  save: (seconds: number) => Promise<unknown>
  done: string
}) {
  const close = useClose(paths.securitySettings())
  const [first] = useState(() => toChosen(seconds))
  const [chosen, setChosen] = useState(first)
  const [problem, setProblem] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [pending, setPending] = useState(false)
  const next = chosenSeconds(chosen)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    const wrong =
      chosen.choice === 'custom' ? durationProblem(chosen.custom, bounds.longest) : undefined
    setProblem(wrong)
    setFailure(undefined)
    if (wrong !== undefined) return
    setPending(true)
    try {
      await save(next)
    } catch (error) {
      setFailure(toApiError(error).message)
      setPending(false)
      return
    }
    toast({ sentiment: 'success', text: done })
    close()
  }

  return (
    <FormDialog
      title={title}
      dirty={chosen !== first}
      pending={pending}
      error={failure}
      submitLabel="Confirm"
      onSubmit={(event) => void submit(event)}
      onClose={close}
    >
      <RadioGroup
        legend={legend}
        value={chosen.choice}
        onChange={(choice) => {
          setChosen({ ...chosen, choice })
          setProblem(undefined)
        }}
        options={durationChoices(bounds)}
      />
      {chosen.choice === 'custom' && (
        <DurationField
          label="Duration"
          value={chosen.custom}
          onChange={(custom) => setChosen({ ...chosen, custom })}
          error={problem}
        />
      )}
      <p className="type-body-small text-neutral-text">{describe(next)}</p>
    </FormDialog>
  )
}
