import type { RequestContext } from '../http/context.ts'
import type { ApplicationRow, GroupRow, PolicyRow } from '../store/schema.ts'
import { foldText } from '../store/store.ts'
import { namedSearchText } from './search-text.ts'

type Named = Pick<ApplicationRow & GroupRow & PolicyRow, 'name' | 'description'>

/** The row of a new application, group or policy, which its Organization may change and delete. */
export function newNamedRow(
  { now, options }: Pick<RequestContext, 'now' | 'options'>,
  organizationId: string,
  named: Named,
): ApplicationRow & GroupRow {
  return {
    id: options.ids(),
    organization_id: organizationId,
    ...nameColumns(named),
    created_at: now,
    updated_at: now,
    editable: true,
    deletable: true,
    managed: false,
  }
}

/** The columns that hold the name and the description of a row; what is not given stays. */
export function renamed(
  row: Named,
  given: { readonly [K in keyof Named]?: Named[K] | undefined },
): ReturnType<typeof nameColumns> {
  return nameColumns({
    name: given.name ?? row.name,
    description: given.description ?? row.description,
  })
}

function nameColumns({ name, description }: Named) {
  const named = { name, description }
  return { ...named, name_key: foldText(name), search_text: namedSearchText(named) }
}
