import { afterEach, beforeEach, expect, it } from 'vitest'

import { onEveryStore } from '../../server/on-every-store.ts'
import {
  base64Of,
  CERTIFICATE_A,
  CERTIFICATE_B,
  CERTIFICATES_END,
} from '../formats/test-certificates.ts'
import { createTestBackend, type TestBackend } from '../testing/harness.ts'

const API = '/iam/v1alpha1'
const ELSEWHERE = '11111111-1111-4111-8111-111111111111'
const METADATA = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
  entityID="https://idp.example.com"><md:IDPSSODescriptor
  protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
  <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>
  ${base64Of(CERTIFICATE_A)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
  <md:SingleSignOnService Location="https://idp.example.com/sso?a=1&amp;b=2"
  Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></md:IDPSSODescriptor>
  </md:EntityDescriptor>`

type Wire = Record<string, unknown> & { id: string }

onEveryStore((open) => {
  let test: TestBackend
  let owner: string
  let organizationId: string

  beforeEach(async () => {
    test = await createTestBackend(open)
    owner = (await test.keyFor('user', test.scenario.ownerId)).secret
    organizationId = test.scenario.organizationId
  })
  afterEach(() => test.close())

  const samlPath = () => `${API}/organizations/${organizationId}/saml`
  const call = async (path: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', body?: unknown) =>
    test.request(path, { method, as: owner, ...(body === undefined ? {} : { body }) })
  const enable = async () => (await call(samlPath(), 'POST', {})).body as Wire
  const notFound = (resource: string, resource_id: string) => ({
    message: 'resource is not found',
    resource,
    resource_id,
    type: 'not_found',
  })

  it('is enabled, read, changed and deleted as recorded', async () => {
    const before = await call(samlPath(), 'GET')
    expect(before.status).toBe(404)
    expect(before.text).toBe(JSON.stringify(notFound('organization_saml', organizationId)))

    const enabled = await call(samlPath(), 'POST', {})
    expect(enabled.status).toBe(200)
    const { id } = enabled.body as Wire
    const saml = {
      id,
      status: 'missing_certificate',
      service_provider: {
        entity_id: `https://iam.test/saml/${id}`,
        assertion_consumer_service_url: `https://iam.test/iam/v1/saml/${id}/login`,
      },
      entity_id: '',
      single_sign_on_url: '',
    }
    expect(enabled.text).toBe(JSON.stringify(saml))
    expect((await call(samlPath(), 'GET')).text).toBe(enabled.text)

    const provider = {
      entity_id: 'https://example.com/saml/metadata',
      single_sign_on_url: 'https://example.com/saml/sso',
    }
    const changed = await call(`${API}/saml/${id}`, 'PATCH', provider)
    expect(changed.text).toBe(JSON.stringify({ ...saml, ...provider }))
    const unchanged = await call(`${API}/saml/${id}`, 'PATCH', {
      entity_id: null,
      single_sign_on_url: null,
    })
    expect(unchanged.text).toBe(changed.text)

    const added = await call(`${API}/saml/${id}/certificates`, 'POST', {
      type: 'signing',
      content: CERTIFICATE_A,
    })
    const certificate = {
      id: (added.body as Wire).id,
      type: 'signing',
      origin: 'identity_provider',
      content: CERTIFICATE_A,
      expires_at: CERTIFICATES_END,
    }
    expect(added.status).toBe(200)
    expect(added.text).toBe(JSON.stringify(certificate))
    const list = await call(`${API}/saml/${id}/certificates`, 'GET')
    expect(list.text).toBe(JSON.stringify({ certificates: [certificate] }))
    const one = await call(`${API}/saml-certificates/${certificate.id}`, 'GET')
    expect(one.text).toBe(added.text)
    expect((await call(samlPath(), 'GET')).body).toMatchObject({ status: 'valid' })

    const gone = await call(`${API}/saml-certificates/${certificate.id}`, 'DELETE', {})
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect((await call(`${API}/saml/${id}`, 'DELETE', {})).status).toBe(204)
    const after = await call(`${API}/saml/${id}/certificates`, 'GET')
    expect([after.status, after.body]).toEqual([404, notFound('saml', id)])
  })

  it('works with the official client', async () => {
    const { iam } = test.sdk(owner)
    const { id: samlId } = await iam.enableOrganizationSaml()
    const parsed = await iam.parseSamlMetadata({ file: new Blob([METADATA]) })
    expect(parsed).toEqual({
      entityId: 'https://idp.example.com',
      singleSignOnUrl: 'https://idp.example.com/sso?a=1&b=2',
      signingCertificates: [CERTIFICATE_A],
    })
    const { entityId, singleSignOnUrl, signingCertificates } = parsed
    await iam.updateSaml({ samlId, entityId, singleSignOnUrl })
    for (const content of [...signingCertificates, CERTIFICATE_B]) {
      await iam.addSamlCertificate({ samlId, type: 'signing', content })
    }
    expect(await iam.getOrganizationSaml()).toMatchObject({ status: 'valid', entityId })
    const { certificates } = await iam.listSamlCertificates({ samlId })
    expect(certificates.map(({ content }) => content)).toEqual([CERTIFICATE_A, CERTIFICATE_B])
    expect(certificates[0]?.expiresAt).toEqual(new Date(CERTIFICATES_END))
    for (const { id } of certificates) await iam.deleteSamlCertificate({ certificateId: id })
    expect(await iam.getOrganizationSaml()).toMatchObject({ status: 'missing_certificate' })
    await iam.addSamlCertificate({ samlId, type: 'signing', content: CERTIFICATE_B })
    await iam.deleteSaml({ samlId })
    expect(await test.store.count('saml_certificates')).toBe(0)
    await expect(iam.getOrganizationSaml()).rejects.toMatchObject({ status: 404 })
    const again = await iam.enableOrganizationSaml()
    expect(again.id).not.toBe(samlId)
    expect((await iam.listSamlCertificates({ samlId: again.id })).certificates).toEqual([])
  })

  it('says what is missing first', async () => {
    const { id } = await enable()
    const status = async () => ((await call(samlPath(), 'GET')).body as Wire)['status']
    const add = (type: string) =>
      call(`${API}/saml/${id}/certificates`, 'POST', { type, content: CERTIFICATE_A })
    await add('encryption')
    expect(await status()).toBe('missing_certificate')
    await add('signing')
    expect(await status()).toBe('missing_entity_id')
    await call(`${API}/saml/${id}`, 'PATCH', { entity_id: 'urn:idp' })
    expect(await status()).toBe('missing_single_sign_on_url')
    await call(`${API}/saml/${id}`, 'PATCH', { single_sign_on_url: 'https://idp.example.com' })
    expect(await status()).toBe('valid')
  })

  it('is there once, and cannot be deleted by its Organization', async () => {
    const { id } = await enable()
    const again = await call(samlPath(), 'POST', {})
    expect([again.status, again.body]).toMatchObject([
      409,
      { type: 'already_exists', resource: 'organization_saml', resource_id: organizationId },
    ])
    expect((await call(samlPath(), 'GET')).body).toMatchObject({ id })
    expect((await call(samlPath(), 'DELETE', {})).status).toBe(405)
    expect((await call(samlPath(), 'PATCH', {})).status).toBe(405)
  })

  it('refuses a provider that it could not use', async () => {
    const { id } = await enable()
    for (const [name, value] of [
      ['entity_id', ''],
      ['entity_id', 'x'.repeat(1025)],
      ['entity_id', 'half \ud800'],
      ['single_sign_on_url', 'http://idp.example.com'],
      ['single_sign_on_url', 'javascript:alert(1)'],
      ['single_sign_on_url', 'https://'],
      ['single_sign_on_url', 'https://a b'],
      ['single_sign_on_url', 7],
    ] as const) {
      const { status, body } = await call(`${API}/saml/${id}`, 'PATCH', { [name]: value })
      expect([status, body]).toMatchObject([400, { details: [{ argument_name: name }] }])
    }
    expect((await call(samlPath(), 'GET')).body).toMatchObject({
      entity_id: '',
      single_sign_on_url: '',
    })
  })

  it('refuses what is no certificate, and never repeats it', async () => {
    const { id } = await enable()
    const add = (body: object) => call(`${API}/saml/${id}/certificates`, 'POST', body)
    const key = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----'
    for (const content of ['', 'hello', key, CERTIFICATE_A + CERTIFICATE_B, 'x'.repeat(16_385)]) {
      const { status, body, text } = await add({ type: 'signing', content })
      expect(status).toBe(400)
      expect(body).toMatchObject({ details: [{ argument_name: 'content' }] })
      expect(text).not.toContain('c2VjcmV0')
    }
    for (const type of [undefined, 'unknown_certificate_type', 'other']) {
      const { body } = await add({ type, content: CERTIFICATE_A })
      expect(body).toMatchObject({ details: [{ argument_name: 'type' }] })
    }
    expect(await test.store.count('saml_certificates')).toBe(0)
    expect(test.reports).toEqual([])
  })

  it('has few certificates, as their list has no pages', async () => {
    const { id } = await enable()
    const path = `${API}/saml/${id}/certificates`
    const body = { type: 'signing', content: CERTIFICATE_A }
    for (let added = 0; added < 20; added += 1) await call(path, 'POST', body)
    const full = await call(path, 'POST', body)
    expect([full.status, full.body]).toMatchObject([
      403,
      { type: 'quotas_exceeded', details: [{ resource: 'IamSamlCertificates', quota: 20 }] },
    ])
  })

  it('refuses metadata that cannot be read with the place and the reason', async () => {
    const parse = (content: unknown) =>
      call(`${API}/parse-saml-metadata`, 'POST', { file: { name: 'm.xml', content } })
    for (const content of ['%%%', btoa('<a>'), btoa('<!DOCTYPE a><a/>'), btoa('\xff\xfe<\0')]) {
      const { status, body } = await parse(content)
      expect(status).toBe(400)
      expect(body).toMatchObject({
        details: [
          {
            argument_name: 'file.content',
            reason: 'format',
            help_message: expect.stringMatching(/\w/),
          },
        ],
      })
    }
    for (const content of [undefined, '', 7, ['x']]) expect((await parse(content)).status).toBe(400)
    for (const body of [{}, { file: 'x' }, { file: [] }]) {
      expect((await call(`${API}/parse-saml-metadata`, 'POST', body)).status).toBe(400)
    }
    expect(test.reports).toEqual([])
  })

  it('is closed to those without the right, and to other Organizations', async () => {
    const { id } = await enable()
    const added = await call(`${API}/saml/${id}/certificates`, 'POST', {
      type: 'signing',
      content: CERTIFICATE_A,
    })
    const certificateId = (added.body as Wire).id
    const { secret } = await test.keyFor('user', test.scenario.memberId)
    const reads = [samlPath(), `${API}/saml/${id}/certificates`]
    const writes = [
      ['POST', samlPath(), {}],
      ['PATCH', `${API}/saml/${id}`, { entity_id: 'mine' }],
      ['DELETE', `${API}/saml/${id}`, {}],
      ['POST', `${API}/saml/${id}/certificates`, { type: 'signing', content: CERTIFICATE_A }],
      ['DELETE', `${API}/saml-certificates/${certificateId}`, {}],
      ['POST', `${API}/parse-saml-metadata`, { file: { content: btoa(METADATA) } }],
    ] as const
    const statuses = async () => ({
      reads: await Promise.all(
        [...reads, `${API}/saml-certificates/${certificateId}`].map(
          async (path) => (await test.request(path, { as: secret })).status,
        ),
      ),
      writes: await Promise.all(
        writes.map(
          async ([method, path, body]) =>
            (await test.request(path, { method, body, as: secret })).status,
        ),
      ),
    })
    const no = writes.map(() => 403)
    expect(await statuses()).toEqual({ reads: [403, 403, 403], writes: no })
    await test.allow('user', test.scenario.memberId, ['OrganizationReadOnly'])
    expect(await statuses()).toEqual({ reads: [200, 200, 200], writes: no })
    expect((await test.request(samlPath())).status).toBe(401)

    const foreign = {
      organization_id: ELSEWHERE,
      created_at: test.scenario.rows.users[0]?.created_at ?? '',
    }
    const [organization] = test.scenario.rows.organizations
    await test.store.transaction(async (tx) => {
      if (organization)
        await tx.insert('organizations', { ...organization, id: ELSEWHERE, alias: 'x' })
      await tx.update('saml_certificates', { id: certificateId }, foreign)
      await tx.update('saml_configurations', { id }, foreign)
    })
    for (const [method, path, body] of writes.slice(1, 5)) {
      const answer = await call(path, method, body)
      expect(answer.status, path).toBe(404)
    }
    const certificate = await call(`${API}/saml-certificates/${certificateId}`, 'GET')
    expect(certificate.body).toEqual(notFound('saml_certificate', certificateId))
    expect((await call(`${API}/organizations/${ELSEWHERE}/saml`, 'GET')).status).toBe(403)
  })
})
