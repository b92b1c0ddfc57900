import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useSession } from '../../api/session.ts'
import { QueryError } from '../../parts/query-error.tsx'
import { Alert } from '../../ui/alert.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tag } from '../../ui/tag.tsx'
import { type Project, projectsQuery } from '../projects/queries.ts'
import type { Family, RuleScope } from './rule-draft.ts'

/** From how many Projects on a search is of help. */
const SEARCHED_FROM = 6

/**
 * The second step of a rule: where it counts. For sets of the Organization there is nothing to choose.
 *
 * @param scope undefined while nothing is chosen
 */
export function ScopeStep({
  family,
  scope,
  onChange,
  error,
}: {
  family: Family
  scope: RuleScope | undefined
  onChange: (scope: RuleScope) => void
  error: string | undefined
}) {
  const { organization } = useSession()
  if (family === 'organization') {
    return (
      <Alert sentiment="info" title={`The Organization ${organization.name}`}>
        Permission sets of Organization management count on the Organization as a whole; there is
        nothing to choose.
      </Alert>
    )
  }
  const chosen = scope?.type === 'projects' ? scope.projectIds : []
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend="Where the permission sets apply"
        name="scope"
        required
        value={scope?.type === 'projects' || scope?.type === 'all_projects' ? scope.type : ''}
        onChange={(type) =>
          onChange(type === 'projects' ? { type, projectIds: chosen } : { type: 'all_projects' })
        }
        options={[
          {
            value: 'all_projects',
            label: 'All current and future Projects',
            description: 'They apply in Projects that are created later, too.',
          },
          {
            value: 'projects',
            label: 'Specific Projects',
            description: 'They apply in the Projects you choose, and nowhere else.',
          },
        ]}
        error={scope?.type === 'projects' ? undefined : error}
      />
      {scope?.type === 'projects' && (
        <ProjectPick
          chosen={chosen}
          onChange={(projectIds) => onChange({ type: 'projects', projectIds })}
          error={error}
        />
      )}
    </div>
  )
}

function ProjectPick({
  chosen,
  onChange,
  error,
}: {
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  error: string | undefined
}) {
  const { data, error: failure, refetch } = useQuery(projectsQuery())
  const [search, setSearch] = useState('')
  if (!data) {
    return failure ? (
      <QueryError error={failure} what="the Projects" onRetry={() => void refetch()} compact />
    ) : (
      <Skeleton lines={4} />
    )
  }
  const word = search.trim().toLocaleLowerCase()
  const shown = data.rows.filter(({ name, id }) =>
    `${name} ${id}`.toLocaleLowerCase().includes(word),
  )
  return (
    <div className="flex flex-col gap-3 xsmall:pl-8">
      {data.rows.length >= SEARCHED_FROM && (
        <SearchField label="Search Projects" value={search} onChange={setSearch} />
      )}
      <fieldset className="m-0 flex max-h-72 min-w-0 flex-col gap-2 overflow-y-auto rounded-default border border-neutral-border p-4">
        <legend className="sr-only">Projects</legend>
        {shown.map((project) => (
          <Checkbox
            key={project.id}
            label={project.name}
            hint={project.description || undefined}
            checked={chosen.includes(project.id)}
            onChange={(on) =>
              onChange(on ? [...chosen, project.id] : chosen.filter((id) => id !== project.id))
            }
          />
        ))}
        {shown.length === 0 && (
          <p className="type-body-small text-neutral-text-weak">
            {data.rows.length === 0
              ? 'There is no Project that you may see.'
              : `No Project matches “${search}”.`}
          </p>
        )}
      </fieldset>
      {error && (
        <p role="alert" className="type-body-small text-danger-text">
          {error}
        </p>
      )}
      <ChosenProjects chosen={chosen} projects={data.rows} onChange={onChange} />
    </div>
  )
}

function ChosenProjects({
  chosen,
  projects,
  onChange,
}: {
  chosen: readonly string[]
  projects: readonly Project[]
  onChange: (ids: string[]) => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span aria-live="polite" className="type-body-small-strong">
        {chosen.length === 0
          ? 'No Project selected'
          : `${chosen.length} ${chosen.length === 1 ? 'Project' : 'Projects'} selected`}
      </span>
      {chosen.map((id) => (
        <Tag key={id} onRemove={() => onChange(chosen.filter((one) => one !== id))}>
          {projects.find((project) => project.id === id)?.name ?? id}
        </Tag>
      ))}
    </div>
  )
}
