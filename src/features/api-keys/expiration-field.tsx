import { serverNow } from '../../api/clock.ts'
import { describeDuration } from '../../parts/describe-duration.ts'
import { DateTimeField } from '../../ui/date-time-field.tsx'
import { Select } from '../../ui/select.tsx'
import { wallClockOf } from '../../ui/wall-clock.ts'
import {
  describeEnd,
  expirationChoices,
  expirationEnd,
  expirationError,
  type ExpirationValue,
  isTooLong,
} from './expiration.ts'

/**
 * What an expiration must satisfy, for a `Controller`.
 *
 * @param maxSeconds the longest life of a key that the Organization allows; 0 for any
 */
export const expirationRules = (maxSeconds: number) => ({
  validate: (value: ExpirationValue) => expirationError(value, serverNow(), maxSeconds) ?? true,
})

/**
 * Expiration of a key: a choice counted from now, or a date and time of one's own; says when that is
 * in local time and in UTC.
 *
 * @param field with `fieldState`, what a form's `Controller` gives
 * @param keepLabel adds the choice of leaving the expiration as it is, under this name
 * @param canNever whether "Never" is offered; an expiration once set cannot be taken away
 * @param maxSeconds the longest life of a key that the Organization allows; 0 for any
 */
export function ExpirationField(props: {
  field: { value: ExpirationValue; onChange: (value: ExpirationValue) => void }
  fieldState: { error?: { message?: string | undefined } | undefined }
  keepLabel?: string
  canNever?: boolean
  maxSeconds: number
}) {
  const { field, fieldState, keepLabel, canNever = true, maxSeconds } = props
  const { value, onChange } = field
  const error = fieldState.error?.message
  const now = serverNow()
  const longest = maxSeconds === 0 ? undefined : describeDuration(maxSeconds)
  const end = expirationEnd(value, now, maxSeconds)
  const hint = [
    end ? describeEnd(end) : value.choice === 'never' && 'The key works until someone deletes it.',
    longest && `Your Organization allows API keys to live ${longest} at most.`,
  ]
    .filter(Boolean)
    .join(' ')
  const options = [
    ...(keepLabel ? [{ value: 'keep' as const, label: keepLabel }] : []),
    ...expirationChoices
      .filter((choice) => canNever || choice.value !== 'never')
      .map(({ value: choice, label }) => {
        const tooLong = choice !== 'custom' && isTooLong({ choice, custom: '' }, now, maxSeconds)
        return {
          value: choice,
          label,
          disabled: tooLong,
          description: tooLong ? 'Longer than your Organization allows' : undefined,
        }
      }),
    ...(longest ? [{ value: 'max' as const, label: `Longest allowed: ${longest}` }] : []),
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
            custom: value.custom || wallClockOf(firstCustom(maxSeconds)),
          })
        }
        options={options}
        hint={isCustom || !hint ? undefined : hint}
        error={isCustom ? undefined : error}
      />
      {isCustom && (
        <DateTimeField
          label="Expiration date and time"
          value={value.custom}
          onChange={(custom) => onChange({ choice: 'custom', custom })}
          min={wallClockOf(now)}
          {...(longest && {
            max: wallClockOf(new Date(now.getTime() + maxSeconds * 1000)),
          })}
          hint={hint || undefined}
          error={error}
        />
      )}
    </div>
  )
}

/** What a time of one's own starts from: 30 days, or a little less than the longest allowed. */
function firstCustom(maxSeconds: number): Date {
  const date = serverNow()
  date.setDate(date.getDate() + 30)
  if (!isTooLong({ choice: 'custom', custom: wallClockOf(date) }, serverNow(), maxSeconds)) {
    return date
  }
  return new Date(serverNow().getTime() + maxSeconds * 1000)
}
