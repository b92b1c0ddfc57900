import { base64Of, CERTIFICATE_A } from '../backend/formats/test-certificates.ts'
import { expect, test } from './fixtures.ts'

const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"
  entityID="https://idp.example.com/metadata"><IDPSSODescriptor
  protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">
  <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
  ${base64Of(CERTIFICATE_A)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
  <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
  Location="https://idp.example.com/sso"/></IDPSSODescriptor></EntityDescriptor>`

const file = (text: string) => ({
  name: 'metadata.xml',
  mimeType: 'application/xml',
  buffer: Buffer.from(text),
})

test('SAML is set up from a metadata file and deleted by its word', async ({ page, open }) => {
  await open('/settings/security')
  await page.getByRole('link', { name: 'Set up SAML SSO' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up SAML SSO' })
  await dialog.getByRole('button', { name: 'Enable and continue' }).click()
  await expect(dialog.getByText(/\/iam\/v1\/saml\/[0-9a-f-]{36}\/login$/)).toBeVisible()

  const chooser = dialog.getByLabel('Metadata file')
  await chooser.setInputFiles(file('<!DOCTYPE a><a/>'))
  await expect(chooser).toHaveAccessibleDescription(/document type declaration/)
  await chooser.setInputFiles(file(METADATA))
  const url = dialog.getByRole('textbox', { name: 'Single sign-on URL' })
  await expect(url).toHaveValue('https://idp.example.com/sso')
  await expect(dialog.getByRole('textbox', { name: 'Signing certificates' })).toHaveValue(
    CERTIFICATE_A,
  )
  await url.fill('http://idp.example.com')
  await dialog.getByRole('button', { name: 'Complete set up' }).click()
  await expect(url).toHaveAccessibleDescription(/https:\/\//)
  await url.fill('https://idp.example.com/login')
  await dialog.getByRole('button', { name: 'Complete set up' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Complete', { exact: true })).toBeVisible()
  await expect(page.getByText('https://idp.example.com/login')).toBeVisible()

  const certificates = page.getByRole('table', { name: 'SAML certificates' })
  await certificates.getByRole('button', { name: /^Delete signing certificate/ }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete certificate' })
  await expect(question.getByText(/the last signing certificate/)).toBeVisible()
  await question.getByRole('textbox').fill('DELETE')
  await question.getByRole('button', { name: 'Delete certificate' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByText('Signing certificate missing')).toBeVisible()

  await page.getByRole('link', { name: 'Add certificate' }).click()
  const adding = page.getByRole('dialog', { name: 'Add certificate' })
  const content = adding.getByRole('textbox', { name: 'Certificate' })
  await content.fill('-----BEGIN PRIVATE KEY-----')
  await adding.getByRole('button', { name: 'Clear the field' }).click()
  await content.fill(CERTIFICATE_A)
  await adding.getByRole('button', { name: 'Add certificate' }).click()
  await expect(adding).toBeHidden()
  await expect(certificates.getByRole('row')).toHaveCount(2)

  await page.getByRole('link', { name: 'Delete SSO' }).click()
  const deletion = page.getByRole('alertdialog', { name: 'Delete SSO' })
  await deletion.getByRole('textbox').fill('DELETE')
  await deletion.getByRole('button', { name: 'Delete SSO' }).click()
  await expect(page.getByRole('link', { name: 'Set up SAML SSO' })).toBeVisible()
})

test('a SCIM token is shown once, and there are two at most', async ({ page, open }) => {
  await open('/settings/security')
  await page.getByRole('link', { name: 'Enable', exact: true }).click()
  await page.getByRole('button', { name: 'Enable SCIM and create token' }).click()
  const reveal = page.getByRole('dialog', { name: 'Your SCIM token has been generated' })
  const done = reveal.getByRole('button', { name: 'Done' })
  await expect(done).toHaveAttribute('aria-disabled', 'true')
  await reveal.getByRole('button', { name: 'Show token' }).click()
  const shown = reveal.getByText(/^[A-Za-z0-9+/=]+\.[0-9a-f-]{36}$/)
  await expect(shown).toBeVisible()
  const [, secret = ''] = (await shown.innerText()).split('.')
  await page.keyboard.press('Escape')
  await reveal.getByRole('button', { name: 'Keep this window open' }).click()
  await reveal.getByRole('checkbox', { name: 'I have saved my token' }).check()
  await done.click()
  await expect(reveal).toBeHidden()
  const tokens = page.getByRole('table', { name: 'SCIM tokens' })
  await expect(tokens.getByRole('row')).toHaveCount(2)
  const kept = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]),
    ].join(),
  )
  expect(secret).toHaveLength(36)
  expect(kept).not.toContain(secret)

  await page.getByRole('link', { name: 'Generate token' }).click()
  await page.getByRole('button', { name: 'Generate token' }).click()
  // Pressed on something in the window, Escape does not come before the window listens.
  await reveal.getByRole('button', { name: 'Show token' }).press('Escape')
  await page.getByRole('button', { name: 'Leave anyway' }).click()
  await expect(tokens.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Generate token' })).toHaveAccessibleDescription(
    /two tokens already/,
  )
  await tokens
    .getByRole('button', { name: /^Delete token/ })
    .first()
    .click()
  const deletion = page.getByRole('alertdialog', { name: 'Delete token' })
  await deletion.getByRole('textbox').fill('DELETE')
  await deletion.getByRole('button', { name: 'Delete token' }).click()
  await expect(deletion).toBeHidden()
  await expect(tokens.getByRole('row')).toHaveCount(2)

  await page.getByRole('link', { name: 'Disable', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Disable SCIM' })
  await question.getByRole('textbox').fill('Disable')
  await question.getByRole('button', { name: 'Disable SCIM' }).click()
  await expect(page.getByRole('link', { name: 'Enable', exact: true })).toBeVisible()
})
