import { invalidArgument } from '../http/errors.ts'
import { z } from '../http/schema.ts'
import type { ProjectQualificationRow } from '../store/schema.ts'

const architectureType = z.enum([
  'unknown_architecture_type',
  'object_storage',
  'web_hosting',
  'instance',
  'elastic',
  'kubernetes',
  'serverless',
  'dedicated_server',
  'other_architecture_type',
])

const UNKNOWN_SUB_USE_CASE = 'unknown_sub_use_case'

const subUseCases = (...known: readonly string[]) =>
  z
    .object({
      sub_use_case: z.enum([UNKNOWN_SUB_USE_CASE, ...known]).default(UNKNOWN_SUB_USE_CASE),
    })
    .optional()

const useCases = {
  host_website: subUseCases(
    'information_website',
    'ecommerce_website',
    'high_website',
    'other_sub_use_case',
  ),
  host_application: subUseCases('saas_app', 'government_app'),
  deploy_software: subUseCases(),
  set_scaleway_environment: subUseCases(),
  ai_machine: subUseCases(),
  container: subUseCases(),
  archive_data: subUseCases(),
  share_data: subUseCases(),
  other_use_case: subUseCases(),
}

/** What a Project is said to be for: an architecture, and at most one use case. */
export const qualificationSchema = z
  .object({
    architecture_type: architectureType.default('unknown_architecture_type'),
    ...useCases,
  })
  .openapi('ProjectQualification')

export type Qualification = z.output<typeof qualificationSchema>

/** Of a Project of which nobody has said it. */
export const UNQUALIFIED: Qualification = { architecture_type: 'unknown_architecture_type' }

/** @throws ApiError 400 for more than one use case. */
export function toQualificationRow(
  projectId: string,
  qualification: Qualification,
): ProjectQualificationRow {
  const { architecture_type, ...given } = qualification
  const [first, second] = Object.entries(given)
  if (second !== undefined) {
    throw invalidArgument(`qualification.${second[0]}`, 'only one use case can be given')
  }
  return {
    project_id: projectId,
    architecture_type,
    use_case: first?.[0] ?? null,
    sub_use_case: first?.[1]?.sub_use_case ?? null,
  }
}

/** A stored qualification as the API answers it. */
export function toQualification(row: ProjectQualificationRow): Qualification {
  return qualificationSchema.parse({
    architecture_type: row.architecture_type,
    ...(row.use_case === null ? {} : { [row.use_case]: { sub_use_case: row.sub_use_case } }),
  })
}
