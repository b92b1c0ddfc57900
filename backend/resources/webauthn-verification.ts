/**
 * What an authenticator's answer says, checked as https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential
 * asks. The library is loaded when first needed: it is large, and most people never register a key.
 */

/** COSE identifiers of the algorithms that are taken: EdDSA, ES256 and RS256. */
export const PUBLIC_KEY_ALGORITHMS = [-8, -7, -257] as const

/** What a browser gives after `navigator.credentials.create()`, its bytes in any form of base64. */
export interface RegistrationAnswer {
  readonly raw_id: string
  readonly client_data_json: string
  readonly attestation_object: string
  readonly authenticator_data: string
  /** SubjectPublicKeyInfo; empty where the browser knows no such form of the key. */
  readonly public_key: string
  readonly public_key_algorithm: number
}

export interface VerifiedCredential {
  readonly credential_id: string
  readonly public_key: string
  readonly public_key_algorithm: number
  readonly sign_count: number
}

/** The answer is not what was asked for; the message says in which way. */
export class RegistrationRefused extends Error {
  override readonly name = 'RegistrationRefused'
}

const loadLibrary = async () => {
  const [server, helpers] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ])
  return { ...server, ...helpers }
}

type Library = Awaited<ReturnType<typeof loadLibrary>>

/**
 * Checks a new credential: the answer is to this challenge, from this page, for this domain, given by
 * somebody who was there, and its parts agree with each other.
 *
 * @param expected `isChallenge` is asked for the challenge in base64url.
 * @throws RegistrationRefused
 */
export async function verifyRegistration(
  answer: RegistrationAnswer,
  expected: {
    readonly origin: string
    readonly rpId: string
    isChallenge(challenge: string): Promise<boolean>
  },
): Promise<VerifiedCredential> {
  const library = await loadLibrary()
  try {
    return await verify(library, answer, expected)
  } catch (error) {
    // The library's own errors are about the answer as well: it throws for all that it cannot read.
    throw error instanceof RegistrationRefused ? error : new RegistrationRefused(messageOf(error))
  }
}

async function verify(
  library: Library,
  answer: RegistrationAnswer,
  expected: Parameters<typeof verifyRegistration>[1],
): Promise<VerifiedCredential> {
  const { isoBase64URL, isoUint8Array, verifyRegistrationResponse } = library
  const attestationObject = withoutStatement(library, base64Url(answer.attestation_object))
  const id = base64Url(answer.raw_id)
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON: base64Url(answer.client_data_json), attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: (challenge) => expected.isChallenge(challenge),
    expectedOrigin: expected.origin,
    expectedRPID: expected.rpId,
    supportedAlgorithmIDs: [...PUBLIC_KEY_ALGORITHMS],
    // It stands beside a password, so being there is enough.
    requireUserVerification: false,
  })
  if (!verified) throw new RegistrationRefused('the attestation is not valid')
  const { credential } = registrationInfo
  if (credential.id !== id) throw new RegistrationRefused('raw_id is of another credential')
  const algorithm = requireSameKey(library, credential.publicKey, answer)
  if (answer.authenticator_data !== '') {
    const attested = library
      .decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
      .get('authData')
    const given = isoBase64URL.toBuffer(base64Url(answer.authenticator_data))
    if (!isoUint8Array.areEqual(attested, given)) {
      throw new RegistrationRefused('authenticator_data differs from what was attested')
    }
  }
  return {
    credential_id: credential.id,
    public_key: isoBase64URL.fromBuffer(credential.publicKey),
    public_key_algorithm: algorithm,
    sign_count: credential.counter,
  }
}

/**
 * The attestation object as one that attests nothing. Which maker an authenticator says it is from
 * makes no difference here, and checking it would mean to load lists of revoked certificates from
 * wherever the statement says.
 */
function withoutStatement({ isoCBOR, isoBase64URL, ...library }: Library, object: string): string {
  const decoded = library.decodeAttestationObject(isoBase64URL.toBuffer(object))
  const entries = new Map<string, string | Map<string, string> | Uint8Array>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', decoded.get('authData')],
  ])
  return isoBase64URL.fromBuffer(isoCBOR.encode(entries))
}

/**
 * The algorithm of the attested key.
 *
 * @throws RegistrationRefused when the key or the algorithm that is given besides is another.
 */
function requireSameKey(
  { cose, decodeCredentialPublicKey, isoBase64URL }: Library,
  attested: Uint8Array<ArrayBuffer>,
  answer: RegistrationAnswer,
): number {
  const key = decodeCredentialPublicKey(attested)
  const algorithm = key.get(cose.COSEKEYS.alg)
  if (algorithm === undefined || algorithm !== answer.public_key_algorithm) {
    throw new RegistrationRefused('public_key_algorithm differs from that of the attested key')
  }
  if (answer.public_key === '') return algorithm
  const parts = cose.isCOSEPublicKeyEC2(key)
    ? [key.get(cose.COSEKEYS.x), key.get(cose.COSEKEYS.y)]
    : cose.isCOSEPublicKeyOKP(key)
      ? [key.get(cose.COSEKEYS.x)]
      : cose.isCOSEPublicKeyRSA(key)
        ? [key.get(cose.COSEKEYS.n)]
        : [undefined]
  const given = hex(isoBase64URL.toBuffer(base64Url(answer.public_key)))
  const same = parts.every((part) => part !== undefined && given.includes(hex(part)))
  if (!same) throw new RegistrationRefused('public_key differs from the attested key')
  return algorithm
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** base64 or base64url, padded or not, as base64url without padding. */
function base64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The library's sentence; what its code stumbled over says nothing to anybody. */
function messageOf(error: unknown): string {
  const stumbled = [TypeError, RangeError, SyntaxError].some((kind) => error instanceof kind)
  return error instanceof Error && !stumbled ? error.message : 'its parts cannot be read'
}
