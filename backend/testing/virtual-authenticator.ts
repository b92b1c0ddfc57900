import { cose, isoBase64URL, isoCBOR } from '@simplewebauthn/server/helpers'

/** Flags of authenticator data (WebAuthn section 6.1): somebody is there; a new credential follows. */
const USER_PRESENT = 0x01
const ATTESTED = 0x40

const encoder = new TextEncoder()

/** What the page and the authenticator are told, or say, when they are not as they should be. */
export interface Ceremony {
  /** base64, as the API gives it. */
  readonly challenge: string
  readonly origin: string
  /** The domain, unless it is the origin's. */
  readonly rpId?: string
  readonly type?: string
  readonly flags?: number
}

/** The credential's part of a request to finish a registration. */
export interface Registration {
  readonly raw_id: string
  readonly client_data_json: string
  readonly authenticator_data: string
  readonly attestation_object: string
  readonly public_key: string
  readonly public_key_algorithm: number
}

/** A security key with one credential (ES256, no attestation), and the browser before it. */
export interface VirtualAuthenticator {
  register(ceremony: Ceremony): Promise<Registration>
}

/** Makes one with a key pair of its own. */
export async function createVirtualAuthenticator(): Promise<VirtualAuthenticator> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const credentialId = crypto.getRandomValues(new Uint8Array(32))
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [cose.COSEKEYS.kty, cose.COSEKTY.EC2],
      [cose.COSEKEYS.alg, cose.COSEALG.ES256],
      [cose.COSEKEYS.crv, cose.COSECRV.P256],
      [cose.COSEKEYS.x, point.slice(1, 33)],
      [cose.COSEKEYS.y, point.slice(33)],
    ]),
  )
  return {
    async register({ challenge, origin, rpId, type = 'webauthn.create', flags = USER_PRESENT }) {
      const authData = Uint8Array.from([
        ...(await sha256(rpId ?? new URL(origin).hostname)),
        flags | ATTESTED,
        // The counter and the maker's id, all zeros, and the length of what follows in two bytes.
        ...new Uint8Array(4 + 16 + 1),
        credentialId.length,
        ...credentialId,
        ...coseKey,
      ])
      const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
      return {
        raw_id: base64(credentialId),
        client_data_json: base64(encoder.encode(clientData(type, challenge, origin))),
        authenticator_data: base64(authData),
        attestation_object: base64(isoCBOR.encode(attestation)),
        public_key: base64(spki),
        public_key_algorithm: cose.COSEALG.ES256,
      }
    },
  }
}

/** What a browser lets an authenticator sign: the challenge is in base64url there. */
function clientData(type: string, challenge: string, origin: string): string {
  const bytes = isoBase64URL.toBuffer(challenge, 'base64')
  const text = { type, challenge: isoBase64URL.fromBuffer(bytes), origin, crossOrigin: false }
  return JSON.stringify(text)
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
