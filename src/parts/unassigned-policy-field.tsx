import { useQuery } from '@tanstack/react-query'

import { toApiError } from '../api/errors.ts'
import { unassignedPoliciesQuery } from '../features/policies/queries.ts'
import { ComboBox } from '../ui/combobox.tsx'

/** Picks one of the policies that are attached to nobody. */
export function UnassignedPolicyField(props: {
  value: string
  onChange: (policyId: string) => void
  error?: string | undefined
}) {
  const { data, error, isPending } = useQuery(unassignedPoliciesQuery())
  const policies = (data ?? []).filter((policy) => policy.editable)
  return (
    <ComboBox
      label="Policy"
      required
      value={props.value}
      onChange={props.onChange}
      options={policies.map(({ id, name, description }) => ({
        value: id,
        label: name,
        description: description || undefined,
      }))}
      loading={isPending}
      placeholder="Search by name"
      emptyText={
        error
          ? toApiError(error).message
          : policies.length === 0
            ? 'Every policy is attached to somebody.'
            : 'No policy without principal matches.'
      }
      error={props.error}
    />
  )
}
