import type { TextPart } from '../../parts/condition-parts.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

const OPERATORS = {
  ip: [
    { value: 'is', label: 'is' },
    { value: 'is_not', label: 'is not' },
    { value: 'one_of', label: 'is one of' },
    { value: 'starts_with', label: 'starts with' },
  ],
  user_agent: [
    { value: 'contains', label: 'contains' },
    { value: 'starts_with', label: 'starts with' },
    { value: 'is', label: 'is' },
    { value: 'is_not', label: 'is not' },
  ],
} as const

const HINTS = {
  is: 'Such as 203.0.113.7. Public addresses only.',
  is_not: 'Such as 203.0.113.7. Public addresses only.',
  one_of: 'With commas between them, such as 203.0.113.7, 203.0.113.8.',
  starts_with: 'Such as 203.0.113. for all addresses of that network. Mind the last point.',
  contains: undefined,
} as const

/** A box of the builder for a text of the request: its IP address or its user agent. */
export function TextFields({
  part,
  onChange,
  problem,
}: {
  part: TextPart
  onChange: (part: TextPart) => void
  problem: string | undefined
}) {
  return (
    <>
      <Select
        label="Comparison"
        value={part.operator}
        onChange={(operator) => onChange({ ...part, operator })}
        options={OPERATORS[part.kind]}
        className="w-40"
      />
      <TextField
        label={part.kind === 'ip' ? (part.operator === 'one_of' ? 'Addresses' : 'Address') : 'Text'}
        value={part.value}
        onChange={(event) => onChange({ ...part, value: event.target.value })}
        maxLength={part.kind === 'ip' ? undefined : 255}
        hint={
          part.kind === 'ip' ? HINTS[part.operator] : 'Such as terraform. Upper case is not lower.'
        }
        error={problem}
        spellCheck={false}
        className="min-w-0 grow basis-60"
      />
    </>
  )
}
