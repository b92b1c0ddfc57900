import { serverNow } from '../../api/clock.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { Select } from '../../ui/select.tsx'
import {
  describeEnd,
  expirationChoices,
  expirationEnd,
  expirationError,
  type ExpirationValue,
  toLocalInput,
} from './expiration.ts'

/** What an expiration must satisfy, for a `Controller`. */
export const expirationRules = {
  validate: (value: ExpirationValue) => expirationError(value, serverNow()) ?? true,
}

/**
 * Expiration of a key: a choice counted from now, or a date and time of one's own; says when that is
 * in local time and in UTC.
 *
 * @param field with `fieldState`, what a form's `Controller` gives
 * @param keepLabel adds the choice of leaving the expiration as it is, under this name
 * @param canNever whether "Never" is offered; an expiration once set cannot be taken away
 */
export function ExpirationField(props: {
  field: { value: ExpirationValue; onChange: (value: ExpirationValue) => void }
  fieldState: { error?: { message?: string | undefined } | undefined }
  keepLabel?: string
  canNever?: boolean
}) {
  const { field, fieldState, keepLabel, canNever = true } = props
  const { value, onChange } = field
  const error = fieldState.error?.message
  const end = expirationEnd(value, serverNow())
  const hint = end
    ? describeEnd(end)
    : value.choice === 'never'
      ? 'The key works until someone deletes it.'
      : undefined
  const options = [
    ...(keepLabel ? [{ value: 'keep' as const, label: keepLabel }] : []),
    ...expirationChoices.filter((choice) => canNever || choice.value !== 'never'),
  ]
  const isCustom = value.choice === 'custom'
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="Expiration"
        value={value.choice}
        onChange={(choice) =>
          onChange({
            choice,
            custom: value.custom || toLocalInput(inThirtyDays()),
          })
        }
        options={options}
        hint={isCustom ? undefined : hint}
        error={isCustom ? undefined : error}
      />
      {isCustom && (
        <DateTimeField
          label="Expiration date and time"
          value={value.custom}
          onChange={(custom) => onChange({ choice: 'custom', custom })}
          min={toLocalInput(serverNow())}
          hint={hint}
          error={error}
        />
      )}
    </div>
  )
}

function inThirtyDays(): Date {
  const date = serverNow()
  date.setDate(date.getDate() + 30)
  return date
}
