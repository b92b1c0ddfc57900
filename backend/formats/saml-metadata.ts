import { toPem } from './certificate-pem.ts'
import { readCertificateBase64 } from './x509-certificate.ts'
import { descendants, readXml, type XmlElement, XmlProblem } from './xml-tree.ts'

/** What a service provider needs of an identity provider. */
export interface IdentityProvider {
  readonly entityId: string
  readonly singleSignOnUrl: string
  /** PEM, without repeats, in the order of the file. */
  readonly signingCertificates: readonly string[]
}

export type MetadataReading =
  | { readonly ok: true; readonly provider: IdentityProvider }
  | { readonly ok: false; readonly message: string }

/** A provider's own file is some 10 kB; only lists of many providers are larger. */
const MOST_BYTES = 262_144

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#'

/**
 * How a browser carries the request to the provider, best first. Redirects come before forms: they
 * need no page in between and no script, and providers offer them most.
 */
const BINDINGS = [
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
]

/** Reads a SAML 2.0 metadata file of one identity provider. */
export async function readSamlMetadata(bytes: Uint8Array): Promise<MetadataReading> {
  if (bytes.byteLength > MOST_BYTES) {
    return wrong(`must be at most ${MOST_BYTES / 1024} KiB: upload the metadata of one provider`)
  }
  try {
    return await readProvider(await readXml(decodeText(bytes)))
  } catch (error) {
    if (error instanceof XmlProblem) return wrong(error.message)
    throw error
  }
}

async function readProvider(root: XmlElement): Promise<MetadataReading> {
  const isMetadata = ['EntityDescriptor', 'EntitiesDescriptor'].includes(root.name)
  if (root.namespace !== METADATA || !isMetadata) {
    return wrong('is no SAML 2.0 metadata: the root must be an EntityDescriptor')
  }
  const providers = descendants(root, METADATA, 'EntityDescriptor').flatMap((entity) =>
    entity.children.filter(isSamlProvider).map((descriptor) => ({ entity, descriptor })),
  )
  const [provider] = providers
  if (provider === undefined) return wrong('describes no SAML 2.0 identity provider')
  if (providers.length > 1) {
    return wrong('describes several identity providers: upload the metadata of one')
  }
  const entityId = provider.entity.attributes.get('entityID')?.trim() ?? ''
  if (entityId === '') return wrong('has no entityID')
  if (entityId.length > 1024) return wrong('has an entityID of more than 1024 characters')
  const singleSignOnUrl = signOnUrl(provider.descriptor)
  if (singleSignOnUrl === undefined) {
    return wrong('has no single sign-on service for HTTP-Redirect or HTTP-POST')
  }
  if (!singleSignOnUrl.startsWith('https://') || !URL.canParse(singleSignOnUrl)) {
    return wrong('has a single sign-on URL that does not begin with https://')
  }
  const certificates = signingCertificates(provider.descriptor)
  for (const certificate of certificates) {
    const reading = await readCertificateBase64(certificate)
    if (!reading.ok) return wrong('has a signing certificate that cannot be read')
  }
  const signing = [...new Set(certificates.map(toPem))]
  return { ok: true, provider: { entityId, singleSignOnUrl, signingCertificates: signing } }
}

/** Files may describe the provider for older protocols, too. */
function isSamlProvider({ namespace, name, attributes }: XmlElement): boolean {
  const protocols = attributes.get('protocolSupportEnumeration')?.split(/\s+/) ?? [PROTOCOL]
  return namespace === METADATA && name === 'IDPSSODescriptor' && protocols.includes(PROTOCOL)
}

function signOnUrl(descriptor: XmlElement): string | undefined {
  const services = descriptor.children.filter(
    ({ namespace, name }) => namespace === METADATA && name === 'SingleSignOnService',
  )
  for (const binding of BINDINGS) {
    const service = services.find(({ attributes }) => attributes.get('Binding') === binding)
    const location = service?.attributes.get('Location')?.trim()
    if (location) return location
  }
  return undefined
}

/** In base64. A key without a use is for signing and for encryption. */
function signingCertificates(descriptor: XmlElement): string[] {
  return descriptor.children
    .filter(
      ({ namespace, name, attributes }) =>
        namespace === METADATA &&
        name === 'KeyDescriptor' &&
        (attributes.get('use') ?? 'signing') === 'signing',
    )
    .flatMap((key) => descendants(key, SIGNATURE, 'X509Certificate'))
    .map(({ text }) => text.replaceAll(/\s/g, ''))
}

/** @throws XmlProblem when it is not in UTF-8. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new XmlProblem('must be text in UTF-8')
  }
}

function wrong(message: string): MetadataReading {
  return { ok: false, message: `the file ${message}` }
}
