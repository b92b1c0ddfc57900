import { expect, it } from 'vitest'

import { readSamlMetadata } from './saml-metadata.ts'
import { base64Of, CERTIFICATE_A, CERTIFICATE_B } from './test-certificates.ts'

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings'
const DSIG = 'http://www.w3.org/2000/09/xmldsig#'

const key = (certificate: string, use = '') =>
  `<KeyDescriptor${use}><ds:KeyInfo xmlns:ds="${DSIG}"><ds:X509Data><ds:X509Certificate>
    ${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`
const service = (binding: string, location: string) =>
  `<SingleSignOnService Binding="${BINDINGS}:${binding}" Location="${location}"/>`
const provider = (inside: string, entityId = 'https://idp.example.com') =>
  `<EntityDescriptor xmlns="${METADATA}" entityID="${entityId}">
    <IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${inside}</IDPSSODescriptor>
  </EntityDescriptor>`
const REDIRECT = service('HTTP-Redirect', 'https://idp.example.com/redirect')

const read = (xml: string) => readSamlMetadata(new TextEncoder().encode(xml))
const refusal = async (xml: string) => {
  const reading = await read(xml)
  return reading.ok ? undefined : reading.message
}

it('reads who the provider is, where it signs people in, and what it signs with', async () => {
  const file = provider(
    key(base64Of(CERTIFICATE_A), ' use="signing"') +
      key(base64Of(CERTIFICATE_B), ' use="encryption"') +
      service('SOAP', 'https://idp.example.com/soap') +
      service('HTTP-POST', 'https://idp.example.com/post') +
      service('HTTP-Redirect', 'https://idp.example.com/redirect?a=1&amp;b=&#x32;'),
  )
  expect(await read(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- idp -->${file}`)).toEqual({
    ok: true,
    provider: {
      entityId: 'https://idp.example.com',
      singleSignOnUrl: 'https://idp.example.com/redirect?a=1&b=2',
      signingCertificates: [CERTIFICATE_A],
    },
  })
})

it('takes keys without a use, once each, and forms where there are no redirects', async () => {
  const both = [CERTIFICATE_A, CERTIFICATE_B, CERTIFICATE_A].map((pem) =>
    key(base64Of(pem).replaceAll(/(.{60})/g, '$1\n      ')),
  )
  const post = service('HTTP-POST', 'https://idp.example.com/post')
  expect(await read(provider(both.join('') + post))).toMatchObject({
    provider: {
      singleSignOnUrl: 'https://idp.example.com/post',
      signingCertificates: [CERTIFICATE_A, CERTIFICATE_B],
    },
  })
  expect(await read(provider(REDIRECT))).toMatchObject({ provider: { signingCertificates: [] } })
})

it('goes by namespaces, whatever their prefixes are', async () => {
  const file = `<x:EntitiesDescriptor xmlns:x="${METADATA}" xmlns:EntityDescriptor="urn:other">
    <EntityDescriptor:EntityDescriptor entityID="not this one"/>
    <x:EntityDescriptor entityID="sp"><x:SPSSODescriptor/></x:EntityDescriptor>
    <y:EntityDescriptor xmlns:y="${METADATA}" entityID="urn:idp">
      <y:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"/>
      <z:IDPSSODescriptor xmlns:z="${METADATA}" protocolSupportEnumeration="a ${PROTOCOL}">
        <SingleSignOnService Binding="${BINDINGS}:HTTP-Redirect" Location="https://wrong.example"/>
        <z:SingleSignOnService Binding="${BINDINGS}:HTTP-Redirect" Location="https://right.example"/>
      </z:IDPSSODescriptor>
    </y:EntityDescriptor>
  </x:EntitiesDescriptor>`
  expect(await read(file)).toMatchObject({
    provider: { entityId: 'urn:idp', singleSignOnUrl: 'https://right.example' },
  })
})

const deep = (levels: number, name = 'a') =>
  `<${name}>`.repeat(levels) + `</${name}>`.repeat(levels)
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`

it.each([
  ['nothing', '', /no XML/],
  ['other text', 'metadata', /no XML/],
  ['an open element', '<EntityDescriptor>', /no XML/],
  ['elements that cross', '<a><b></a></b>', /no XML/],
  ['two roots', `${provider(REDIRECT)}${provider(REDIRECT)}`, /no XML/],
  ['another document', '<html></html>', /root must be/],
  ['another namespace', '<EntityDescriptor xmlns="urn:other"/>', /root must be/],
  ['no provider', `<EntityDescriptor xmlns="${METADATA}" entityID="a"/>`, /no SAML 2\.0 identity/],
  [
    'several providers',
    `<EntitiesDescriptor xmlns="${METADATA}">${provider(REDIRECT)}${provider(REDIRECT)}</EntitiesDescriptor>`,
    /several/,
  ],
  ['no entity ID', provider(REDIRECT, ''), /no entityID/],
  ['a long entity ID', provider(REDIRECT, 'x'.repeat(1025)), /1024/],
  ['no service', provider(''), /no single sign-on service/],
  ['an open address', provider(service('HTTP-POST', 'http://idp.example')), /https/],
  ['a script', provider(service('HTTP-POST', 'javascript:alert(1)')), /https/],
  ['no address', provider(service('HTTP-POST', 'https://')), /https/],
  ['a bad certificate', provider(REDIRECT + key('AAAA')), /certificate that cannot be read/],
  ['a billion laughs', `${LAUGHS}${provider(REDIRECT, '&b;')}`, /document type/],
  [
    'a file of the server',
    `<!doctype a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${provider(REDIRECT)}`,
    /document type/,
  ],
  ['an unknown entity', provider(REDIRECT, '&secret;'), /entity/],
  ['half a surrogate pair', provider(REDIRECT, '&#xD800;'), /entity/],
  ['a lone ampersand', provider(REDIRECT, 'a & b'), /entity|no XML/],
  ['deep nesting', deep(100), /nested too deeply|no XML/],
  ['very deep nesting', deep(30_000), /nested too deeply/],
  ['names of prototypes', deep(1, '__proto__') + deep(1, 'constructor'), /no XML/],
  ['a prototype', `<__proto__ xmlns="${METADATA}" __proto__="x" constructor="y"/>`, /root|no XML/],
])('refuses %s', async (_what, xml, message) => {
  expect(await refusal(xml)).toMatch(message)
})

it('refuses text that is not in UTF-8, and files that are too large', async () => {
  const wide = new Uint8Array([0xff, 0xfe, 0x3c, 0x00, 0x61, 0x00])
  expect(await readSamlMetadata(wide)).toMatchObject({ message: 'the file must be text in UTF-8' })
  expect(await readSamlMetadata(new Uint8Array(262_145))).toMatchObject({
    message: expect.stringMatching(/at most 256 KiB/),
  })
})

/** Each as large as a file may be; whatever is made of them must be made at once. */
it.each([
  ['openings without an end', '<'.repeat(260_000)],
  ['elements that never close', '<a>'.repeat(87_000)],
  ['half comments', '<!--'.repeat(65_000)],
  ['half sections', '<![CDATA['.repeat(29_000)],
  ['half instructions', '<?a '.repeat(65_000)],
  ['half tags', '<a '.repeat(87_000)],
  ['half attributes', `<a ${'a="'.repeat(86_000)}`],
  ['many attributes', `<a ${Array.from({ length: 26_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
  ['spaces', `<a ${' '.repeat(260_000)}`],
  ['many elements', `<a>${'<b/>'.repeat(60_000)}</a>`],
  [
    'many namespaces',
    `<a ${Array.from({ length: 9000 }, (_, n) => `xmlns:a${n}="b"`).join(' ')}>${'<b xmlns=""/>'.repeat(9000)}</a>`,
  ],
  ['many entities', provider(REDIRECT, '&amp;'.repeat(50_000))],
  ['ampersands', provider(REDIRECT, '&'.repeat(250_000))],
])('is not held up by %s', { timeout: 20_000 }, async (_what, xml) => {
  expect(await refusal(xml)).toBeTypeOf('string')
})
