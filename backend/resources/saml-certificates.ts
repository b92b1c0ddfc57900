import { readCertificate } from '../formats/x509-certificate.ts'
import type { CallerContext } from '../http/context.ts'
import { invalidArguments, notFound, quotasExceeded } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { formatTimestamp, toTimestamp } from '../http/timestamps.ts'
import type { SamlCertificateRow } from '../store/schema.ts'
import type { Reader } from '../store/store.ts'
import { READ_ORGANIZATION, WRITE_ORGANIZATION } from './organizations.ts'
import { findSaml } from './saml.ts'

/** The list has no pages, so it must stay short; providers renew one certificate by adding a second. */
const MOST_CERTIFICATES = 20

const certificateSchema = z
  .object({
    id: uuid(),
    type: z.enum(['signing', 'encryption']),
    origin: z.enum(['scaleway', 'identity_provider']),
    content: z.string(),
    expires_at: answerTime(),
  })
  .openapi('SamlCertificate')

const certificatesPath = '/iam/v1alpha1/saml/{saml_id}/certificates'
const certificatePath = '/iam/v1alpha1/saml-certificates/{certificate_id}'

const listSamlCertificates = operation(
  {
    method: 'get',
    path: certificatesPath,
    id: 'listSamlCertificates',
    summary: 'List the certificates of a SAML configuration',
    tag: 'SAML',
    response: z.object({ certificates: z.array(certificateSchema) }),
  },
  async (context) => {
    const { params, store } = context
    await context.require(READ_ORGANIZATION)
    const { id } = await findSaml(store, context, params.saml_id)
    const rows = await store.find('saml_certificates', {
      where: { saml_id: id },
      order: [{ column: 'created_at', direction: 'asc' }],
    })
    return { certificates: rows.map(certificateAnswer) }
  },
)

const addSamlCertificate = operation(
  {
    method: 'post',
    path: certificatesPath,
    id: 'addSamlCertificate',
    summary: 'Add a certificate of an identity provider',
    tag: 'SAML',
    body: z.object({
      type: z.enum(['signing', 'encryption']),
      content: z.string().min(1).max(16_384),
    }),
    response: certificateSchema,
    errors: ['quotas_exceeded'],
  },
  async (context) => {
    const { body, caller, now, options, params, store } = context
    await context.require(WRITE_ORGANIZATION)
    const expiresAt = await readExpiration(body.content)
    const row: SamlCertificateRow = {
      id: options.ids(),
      organization_id: caller.organizationId,
      saml_id: params.saml_id,
      type: body.type,
      origin: 'identity_provider',
      content: body.content,
      created_at: now,
      expires_at: toTimestamp(expiresAt),
    }
    return store.transaction(async (tx) => {
      const { id } = await findSaml(tx, context, params.saml_id)
      const current = await tx.count('saml_certificates', { saml_id: id })
      if (current >= MOST_CERTIFICATES) {
        const full = { resource: 'IamSamlCertificates', quota: MOST_CERTIFICATES, current }
        throw quotasExceeded([{ ...full, organization_id: caller.organizationId }])
      }
      await tx.insert('saml_certificates', row)
      return certificateAnswer(row)
    })
  },
)

const getSamlCertificate = operation(
  {
    method: 'get',
    path: certificatePath,
    id: 'getSamlCertificate',
    summary: 'Get a SAML certificate',
    tag: 'SAML',
    response: certificateSchema,
  },
  async (context) => {
    await context.require(READ_ORGANIZATION)
    return certificateAnswer(await find(context.store, context, context.params.certificate_id))
  },
)

const deleteSamlCertificate = operation(
  {
    method: 'delete',
    path: certificatePath,
    id: 'deleteSamlCertificate',
    summary: 'Delete a SAML certificate',
    tag: 'SAML',
  },
  async (context) => {
    await context.require(WRITE_ORGANIZATION)
    await context.store.transaction(async (tx) => {
      const { id } = await find(tx, context, context.params.certificate_id)
      await tx.delete('saml_certificates', { id })
    })
  },
)

export const samlCertificateOperations: readonly Operation[] = [
  listSamlCertificates,
  addSamlCertificate,
  getSamlCertificate,
  deleteSamlCertificate,
]

/** @throws ApiError 400 that never repeats the text: a private key may have been pasted. */
async function readExpiration(content: string): Promise<Date> {
  const reading = await readCertificate(content)
  if (reading.ok) return reading.expiresAt
  throw invalidArguments([
    { argument_name: 'content', reason: 'format', help_message: reading.message },
  ])
}

/** @throws ApiError 404 when the caller's Organization has no such certificate. */
async function find(
  reader: Reader,
  { caller }: CallerContext,
  id: string,
): Promise<SamlCertificateRow> {
  const row = await reader.get('saml_certificates', id)
  if (row?.organization_id !== caller.organizationId) throw notFound('saml_certificate', id)
  return row
}

function certificateAnswer(row: SamlCertificateRow): z.output<typeof certificateSchema> {
  return {
    id: row.id,
    type: row.type,
    origin: row.origin,
    content: row.content,
    expires_at: formatTimestamp(row.expires_at, 0),
  }
}
