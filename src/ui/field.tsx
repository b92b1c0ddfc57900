import { type ReactNode, useId } from 'react'

import { classNames } from './class-names.ts'

/** What ties a control to its label, hint and error; spread it on the control. */
export interface FieldControl {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

export interface FieldProps {
  label: ReactNode
  /** The control's id; made up unless given. */
  id?: string | undefined
  hint?: ReactNode
  /** What is wrong with the value, and how to mend it. */
  error?: ReactNode
  required?: boolean | undefined
  /** Says so beside the label. */
  optional?: boolean | undefined
  className?: string | undefined
  children: (control: FieldControl) => ReactNode
}

/** The frame of one form control: label, control, then its hint and its error. */
export function Field(props: FieldProps) {
  const { label, hint, error, required, optional, className, children } = props
  const ownId = useId()
  const id = props.id ?? ownId
  const hintId = `${ownId}-hint`
  const errorId = `${ownId}-error`
  const described = classNames(hint ? hintId : undefined, error ? errorId : undefined)
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <span className="flex items-baseline gap-1">
        <label id={`${id}-label`} htmlFor={id} className="type-body-small-strong">
          {label}
        </label>
        {required && (
          <span aria-hidden className="type-body-small-strong text-danger-text">
            *
          </span>
        )}
        {optional && <span className="type-caption ml-1 text-neutral-text-weak">(optional)</span>}
      </span>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true } : {}),
        ...(required ? { 'aria-required': true } : {}),
      })}
      <FieldNotes {...{ hint, hintId, error, errorId }} />
    </div>
  )
}

/** The hint and the error under a control, with the ids its aria-describedby points to. */
export function FieldNotes({
  hint,
  hintId,
  error,
  errorId,
}: {
  hint: ReactNode
  hintId: string
  error: ReactNode
  errorId: string
}) {
  return (
    <>
      {hint && (
        <p id={hintId} className="type-caption text-neutral-text-weak">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="type-caption text-danger-text">
          {error}
        </p>
      )}
    </>
  )
}
