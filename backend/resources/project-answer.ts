import type { CallerContext } from '../http/context.ts'
import { notFound, preconditionFailed } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { z } from '../http/schema.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'
import {
  qualificationSchema,
  toQualification,
  UNQUALIFIED,
  type Qualification,
} from './project-qualifications.ts'

export const projectSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    organization_id: uuid(),
    created_at: answerTime(),
    updated_at: answerTime(),
    description: z.string(),
    qualification: qualificationSchema.nullable(),
  })
  .openapi('Project')

type Project = z.output<typeof projectSchema>

/** A Project as the API answers it. @param qualification null in the answer to a write. */
export function toProject(row: ProjectRow, qualification: Qualification | null): Project {
  return {
    id: row.id,
    name: row.name,
    organization_id: row.organization_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    description: row.description,
    qualification,
  }
}

/** Projects as the API answers them when they are read: with what they are said to be for. */
export async function toProjects(reader: Reader, rows: readonly ProjectRow[]): Promise<Project[]> {
  if (rows.length === 0) return []
  const found = await reader.find('project_qualifications', {
    where: { project_id: { in: rows.map((row) => row.id) } },
  })
  const byProject = new Map(found.map((each) => [each.project_id, toQualification(each)]))
  return rows.map((row) => toProject(row, byProject.get(row.id) ?? UNQUALIFIED))
}

/** @throws ApiError 404 when the caller's Organization has no such Project. */
export async function findProject(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<ProjectRow> {
  const row = await reader.get('projects', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('project_id', id)
  return row
}

/** @throws ApiError 412 for the Organization's default Project, which cannot be deleted. */
export function requireNotDefault({ caller }: CallerContext, row: ProjectRow): void {
  if (row.id !== caller.organizationId) return
  throw preconditionFailed(
    'resource_not_usable',
    `"${row.name}" is the default Project of the Organization and cannot be deleted`,
  )
}
