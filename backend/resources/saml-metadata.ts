import { readSamlMetadata } from '../formats/saml-metadata.ts'
import { invalidArguments } from '../http/errors.ts'
import { operation, type Operation } from '../http/operation.ts'
import { z } from '../http/schema.ts'
import { WRITE_ORGANIZATION } from './organizations.ts'

const parseSamlMetadata = operation(
  {
    method: 'post',
    path: '/iam/v1alpha1/parse-saml-metadata',
    id: 'parseSamlMetadata',
    summary: "Read an identity provider's metadata file; nothing is kept",
    tag: 'SAML',
    body: z.object({
      file: z.object({
        name: z.string().max(1024).default(''),
        content_type: z.string().max(255).default(''),
        /** Base64, as the SDKs send files. */
        content: z.string().min(1),
      }),
    }),
    response: z.object({
      single_sign_on_url: z.string(),
      entity_id: z.string(),
      signing_certificates: z.array(z.string()),
    }),
  },
  async (context) => {
    await context.require(WRITE_ORGANIZATION)
    const bytes = decodeBase64(context.body.file.content)
    if (bytes === undefined) throw unreadable('must be in base64')
    const reading = await readSamlMetadata(bytes)
    if (!reading.ok) throw unreadable(reading.message)
    const { entityId, singleSignOnUrl, signingCertificates } = reading.provider
    return {
      single_sign_on_url: singleSignOnUrl,
      entity_id: entityId,
      signing_certificates: [...signingCertificates],
    }
  },
)

export const samlMetadataOperations: readonly Operation[] = [parseSamlMetadata]

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function unreadable(message: string) {
  return invalidArguments([
    { argument_name: 'file.content', reason: 'format', help_message: message },
  ])
}
