import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { ComboBox } from '../../ui/combobox.tsx'
import { applicationsListQuery } from '../applications/queries.ts'

const MOST_SHOWN = 50

/** Picks one application of the Organization, found by name, description or id. */
export function ApplicationField(props: {
  value: string
  onChange: (applicationId: string) => void
  error?: string | undefined
}) {
  const [text, setText] = useState('')
  const q = text.trim()
  const { data, error, isPending } = useQuery(
    applicationsListQuery({ q, sort: 'name_asc', page: 1, pageSize: MOST_SHOWN, filters: {} }),
  )
  return (
    <ComboBox
      label="Application"
      value={props.value}
      onChange={props.onChange}
      options={(data?.rows ?? []).map(({ id, name, description }) => ({
        value: id,
        label: name,
        description,
      }))}
      onSearch={setText}
      loading={isPending}
      placeholder="Search by name or ID"
      emptyText={
        error
          ? toApiError(error).message
          : q === ''
            ? 'There is no application yet. Create one first.'
            : `No application matches “${q}”.`
      }
      error={props.error}
    />
  )
}
