import { PrincipalPicker } from '../../parts/principal-picker.tsx'
import type { Principal } from '../../parts/principal.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'

/** What a form holds of a policy's principal. */
export interface PrincipalValue {
  /** '' while nothing is chosen. */
  kind: Principal['type'] | 'none' | ''
  picked: (Principal & { name?: string | undefined }) | undefined
}

/** The pickers want lists that stay the same. */
const TYPES = {
  user: ['user'],
  group: ['group'],
  application: ['application'],
} as const

const LABELS = { user: 'User', group: 'Group', application: 'Application' } as const

/** What is missing of a choice, for people; undefined when it is whole. */
export function principalProblem({ kind, picked }: PrincipalValue): string | undefined {
  if (kind === '') return 'Choose whom the policy is for.'
  return kind !== 'none' && !picked ? `Select the ${LABELS[kind].toLowerCase()}.` : undefined
}

/** The principal of a whole choice. */
export function principalIn({ kind, picked }: PrincipalValue): Principal | undefined {
  return kind === 'none' || kind === '' || !picked ? undefined : { type: kind, id: picked.id }
}

/**
 * Chooses whom a policy is for: its kind, then which one by search; or nobody for now.
 *
 * @param offersNone whether "no principal" can be chosen
 */
export function PrincipalChoice({
  value,
  onChange,
  error,
  offersNone = true,
}: {
  value: PrincipalValue
  onChange: (value: PrincipalValue) => void
  error: string | undefined
  offersNone?: boolean
}) {
  const { kind, picked } = value
  const isOne = kind !== '' && kind !== 'none'
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup<PrincipalValue['kind']>
        legend="Principal"
        name="principal-kind"
        inline
        required
        value={kind}
        onChange={(next) => onChange({ kind: next, picked: undefined })}
        options={[
          { value: 'user', label: 'User' },
          { value: 'group', label: 'Group' },
          { value: 'application', label: 'Application' },
          ...(offersNone ? [{ value: 'none' as const, label: 'No principal for now' }] : []),
        ]}
        hint={
          kind === 'none'
            ? 'A policy without a principal has no effect until it is attached to one.'
            : undefined
        }
        error={isOne ? undefined : error}
      />
      {isOne && (
        <PrincipalPicker
          key={kind}
          label={LABELS[kind]}
          types={TYPES[kind]}
          value={picked}
          onChange={(next) => onChange({ kind, picked: next })}
          required
          error={error}
        />
      )}
    </div>
  )
}
