import { Check, Pencil, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

import { IconButton } from './button.tsx'
import { neutralNames } from './neutral-names.ts'
import { usePencil } from './use-pencil.ts'

/**
 * A value that is edited in its place: the pencil opens it, Enter or the tick saves, Escape or the
 * cross leaves it as it was. What was typed stays when saving fails.
 *
 * @param label names the value; the pencil is called "Edit <label>"
 * @param display how the value is shown; the value itself unless given
 * @param multiline edits several lines, where Enter makes a new one and Ctrl Enter saves
 * @param onSave stores the value; the message of what it throws is shown
 * @param disabledReason why the value may not be edited; the pencil says so
 * @param validate says what is wrong with a value, undefined if nothing
 * @param onEditing hears when the edit opens and closes, for a place that shows the value itself
 */
export function InlineEdit({
  label,
  value,
  display,
  multiline = false,
  onSave,
  validate,
  maxLength,
  disabledReason,
  onEditing,
}: {
  label: string
  value: string
  display?: ReactNode
  multiline?: boolean | undefined
  onSave: (value: string) => Promise<unknown>
  validate?: ((value: string) => string | undefined) | undefined
  maxLength?: number | undefined
  disabledReason?: string | undefined
  onEditing?: ((editing: boolean) => void) | undefined
}) {
  const [draft, setDraft] = useState<string>()
  const isEditing = draft !== undefined
  const pencil = usePencil(isEditing)
  const tellEditing = useRef(onEditing)
  useEffect(() => {
    tellEditing.current = onEditing
  }, [onEditing])
  useEffect(() => tellEditing.current?.(isEditing), [isEditing])

  if (isEditing) {
    const close = () => setDraft(undefined)
    const save = async () => {
      if (draft !== value) await onSave(draft)
      close()
    }
    return <Editor {...{ label, draft, multiline, validate, maxLength, close, save, setDraft }} />
  }
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{display ?? value}</span>
      <IconButton
        ref={pencil}
        label={`Edit ${label}`}
        icon={<Pencil size={16} aria-hidden />}
        disabledReason={disabledReason}
        onClick={() => setDraft(value)}
      />
    </div>
  )
}

function Editor({
  label,
  draft,
  multiline,
  validate,
  maxLength,
  close,
  save,
  setDraft,
}: {
  label: string
  draft: string
  multiline: boolean
  validate: ((value: string) => string | undefined) | undefined
  maxLength: number | undefined
  close: () => void
  save: () => Promise<void>
  setDraft: (draft: string) => void
}) {
  const errorId = useId()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [error, setError] = useState<string>()
  const [saving, setSaving] = useState(false)

  useEffect(() => {
    input.current?.select()
  }, [])

  const submit = async () => {
    if (saving) return
    const problem = validate?.(draft)
    setError(problem)
    if (problem !== undefined) return
    setSaving(true)
    try {
      await save()
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : 'It could not be saved. Try again.')
      setSaving(false)
      // Who went on elsewhere meanwhile stays there.
      const { activeElement, body } = document
      if (activeElement === body || frame.current?.contains(activeElement)) input.current?.focus()
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      if (!saving) close()
    } else if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    }
  }
  const field = {
    ref: input,
    'aria-label': label,
    value: draft,
    maxLength,
    readOnly: saving,
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onKeyDown,
    ...neutralNames({}),
    ...(error !== undefined && {
      'aria-invalid': true,
      'aria-describedby': errorId,
      'data-invalid': '',
    }),
  }
  return (
    <div ref={frame} data-owns-escape="" className="flex min-w-0 flex-col gap-1">
      <div className="flex min-w-0 items-start gap-2">
        {multiline ? (
          <textarea
            {...field}
            rows={3}
            className="control type-body-small w-full max-w-120 min-w-0 px-2 py-1"
          />
        ) : (
          <input
            {...field}
            type="text"
            className="control type-body-small h-8 w-full max-w-120 min-w-0 px-2"
          />
        )}
        <IconButton
          label={`Save ${label}`}
          variant="filled"
          sentiment="primary"
          loading={saving}
          icon={<Check size={16} aria-hidden />}
          onClick={() => void submit()}
        />
        <IconButton
          label="Cancel"
          icon={<X size={16} aria-hidden />}
          disabled={saving}
          onClick={close}
        />
      </div>
      <p id={errorId} role="alert" className="type-caption text-danger-text">
        {error}
      </p>
    </div>
  )
}
