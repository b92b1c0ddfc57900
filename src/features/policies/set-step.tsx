import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { QueryError } from '../../parts/query-error.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tag } from '../../ui/tag.tsx'
import { type CatalogueSet, catalogueQuery, countsHere } from './catalogue.ts'
import type { Family } from './rule-draft.ts'
import { SetShelves } from './set-shelves.tsx'

export const FAMILY_NAMES: Record<Family, string> = {
  projects: 'Resource management',
  organization: 'Organization management',
}
const FAMILIES = [
  { value: 'projects', label: FAMILY_NAMES.projects },
  { value: 'organization', label: FAMILY_NAMES.organization },
] as const

/**
 * The first step of a rule: its permission sets, from a catalogue of two families. A rule gives sets of
 * one family only; the other one can be looked at, and says what to do.
 *
 * @param onNextFamily asks for a rule of the other family after this one
 */
export function SetStep({
  names,
  onChange,
  shownFamily,
  nextFamily,
  onNextFamily,
  error,
}: {
  names: readonly string[]
  onChange: (names: string[], family: Family | undefined) => void
  /** The family to begin with, while nothing is chosen. */
  shownFamily: Family
  nextFamily: Family | undefined
  onNextFamily: (family: Family) => void
  error: string | undefined
}) {
  const { data: catalogue, error: failure, refetch } = useQuery(catalogueQuery)
  const chosenFamily = catalogue?.find((set) => names.includes(set.name))?.family
  const [viewed, setViewed] = useState<Family>()
  const [search, setSearch] = useState('')
  const family = viewed ?? chosenFamily ?? shownFamily
  const refused = chosenFamily !== undefined && chosenFamily !== family

  const change = (next: string[]) =>
    onChange(next, catalogue?.find((set) => next.includes(set.name))?.family)

  if (!catalogue) {
    return failure ? (
      <QueryError
        error={failure}
        what="the permission sets"
        onRetry={() => void refetch()}
        compact
      />
    ) : (
      <Skeleton lines={8} />
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          legend="Family of permission sets"
          value={family}
          onChange={setViewed}
          segments={FAMILIES}
        />
        <div className="min-w-0 grow xsmall:max-w-80">
          <SearchField label="Search permission sets" value={search} onChange={setSearch} />
        </div>
      </div>
      {refused && (
        <OtherFamily
          chosen={chosenFamily}
          family={family}
          asked={nextFamily === family}
          onAsk={() => onNextFamily(family)}
        />
      )}
      <SetShelves
        key={family}
        catalogue={catalogue}
        family={family}
        search={search}
        names={names}
        disabled={refused}
        onToggle={(name, on) => change(on ? [...names, name] : names.filter((one) => one !== name))}
      />
      {error && (
        <p role="alert" className="type-body-small text-danger-text">
          {error}
        </p>
      )}
      <Selected names={names} onRemove={(name) => change(names.filter((one) => one !== name))} />
      <ElsewhereNotice sets={catalogue.filter(({ name }) => names.includes(name))} />
    </div>
  )
}

/** Why the family on screen cannot be added to this rule, and the way to have it all the same. */
function OtherFamily(props: { chosen: Family; family: Family; asked: boolean; onAsk: () => void }) {
  return (
    <Alert
      sentiment="info"
      title={`${FAMILY_NAMES[props.family]} needs a rule of its own`}
      action={
        props.asked ? undefined : (
          <Button size="small" variant="outlined" onClick={props.onAsk}>
            Add a rule for it next
          </Button>
        )
      }
    >
      {props.asked
        ? 'A rule for these permission sets opens as soon as this one is confirmed.'
        : `This rule gives sets of ${FAMILY_NAMES[props.chosen]}. All sets of a rule share one scope: resources count on Projects, the Organization’s own affairs on the Organization.`}
    </Alert>
  )
}

function Selected({
  names,
  onRemove,
}: {
  names: readonly string[]
  onRemove: (name: string) => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span aria-live="polite" className="type-body-small-strong">
        {names.length === 0 ? 'Nothing selected' : `${names.length} selected`}
      </span>
      {names.map((name) => (
        <Tag key={name} onRemove={() => onRemove(name)}>
          {name}
        </Tag>
      ))}
    </div>
  )
}

/** Says what becomes of sets that are about other products: there is none behind this console. */
function ElsewhereNotice({ sets }: { sets: readonly CatalogueSet[] }) {
  const elsewhere = sets.filter((set) => !countsHere(set))
  if (elsewhere.length === 0) return null
  return (
    <Notice>
      {elsewhere.length === sets.length
        ? sets.length === 1
          ? 'This permission set is'
          : 'These permission sets are'
        : elsewhere.length === 1
          ? `${elsewhere[0]?.name ?? ''} is`
          : `${elsewhere.length} of these permission sets are`}{' '}
      about products outside IAM. They are stored and handed to whatever evaluates them; no such
      product stands behind this console, so they have no effect here.
    </Notice>
  )
}
